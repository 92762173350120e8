package io.jm.driver;

import io.jm.base.ErrorCode;
import io.jm.base.JmException;
import io.jm.go.text.GoQuote;

/** Neither jm itself nor any program found on the machine is the driver asked for. */
public final class DriverNotFoundException extends JmException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 60;

    private final String driverName;
    private final String remedy;

    /** The driver that was asked for; anything may have been. */
    public DriverNotFoundException(String driverName) {
        this(driverName, "");
    }

    /**
     * As the other constructor, with a remedy.
     *
     * @param remedy a sentence after docker-machine's own; may be empty
     */
    public DriverNotFoundException(String driverName, String remedy) {
        super(
                sentence(driverName, " " + quoted("docker-machine-driver-", driverName), remedy),
                ErrorCode.DRIVER_NOT_FOUND,
                null);
        this.driverName = driverName;
        this.remedy = remedy;
    }

    /** The same with that remedy, unless it names one already. */
    public DriverNotFoundException orElse(String other) {
        return remedy.isEmpty() ? new DriverNotFoundException(driverName, other) : this;
    }

    /** The same with a second remedy after the first one. */
    public DriverNotFoundException and(String other) {
        return other.isEmpty() ? this : new DriverNotFoundException(driverName, (remedy + " " + other).strip());
    }

    /** Returns the message for a machine that is recorded. */
    public String ofMachine() {
        return sentence(driverName, "", remedy);
    }

    private static String sentence(String driverName, String program, String remedy) {
        return "Driver " + quoted("", driverName) + " not found. Do you have the plugin binary" + program
                + " accessible in your PATH?" + (remedy.isEmpty() ? "" : " " + remedy);
    }

    private static String quoted(String prefix, String name) {
        return GoQuote.quote(prefix + (name.length() > SHOWN ? name.substring(0, SHOWN) + "..." : name));
    }
}
