package io.jm.plugin;

import io.jm.base.ErrorCode;
import io.jm.base.JmException;
import io.jm.console.Console;
import io.jm.driver.CreateFlag;
import io.jm.driver.DriverName;
import io.jm.text.PortNumber;
import io.jm.text.Printable;
import java.util.ArrayList;
import java.util.List;

/** Validates what an external driver returns: invalid values become errors, and text for display is made printable. */
final class DriverResponses {
    /** The maximum characters of an address, a user or a path; file systems allow 4096 bytes for a path. */
    private static final int MAX_TEXT = 4096;
    /** The maximum characters of text for display. */
    private static final int MAX_SHOWN = 200;
    /** The maximum characters of an error; a Go driver that panics adds the stacks of its goroutines. */
    private static final int MAX_ERROR = 64 << 10;

    private final DriverName name;
    private final Console console;

    DriverResponses(DriverName name, Console console) {
        this.name = name;
        this.console = console;
    }

    DriverName name() {
        return name;
    }

    /** Returns an exception of a driver as an error that names the driver; the driver's own messages stay unchanged. */
    static JmException failure(DriverName name, String method, Throwable thrown) {
        if (thrown instanceof JmException known) {
            String text = known.getMessage();
            return text.length() <= MAX_ERROR
                    ? known
                    : new JmException(text.substring(0, MAX_ERROR) + "...", known.exitCode(), known);
        }
        return new JmException(
                "The driver \"" + name.text() + "\" failed in " + method + ": " + shortened(thrown.toString())
                        + " (an error of the driver, not of jm; --debug shows where)",
                ErrorCode.DRIVER,
                thrown);
    }

    /** Returns text for display, on one line of limited length. */
    static String shortened(String text) {
        return Printable.line(text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "..." : text);
    }

    /**
     * Returns text that is used for a connection, a path or an argument.
     *
     * @throws JmException if it contains control characters or unpaired surrogates, or is too long
     */
    String text(String what, String text) {
        if (text.length() > MAX_TEXT || !isPlain(text)) {
            throw invalid(what, text);
        }
        return text;
    }

    /** Returns a TCP port; 0 is the default port. */
    int port(int port) {
        if (!PortNumber.isPossible(port)) {
            throw invalid("SSH port", Integer.toString(port));
        }
        return port;
    }

    private JmException invalid(String what, String text) {
        return new JmException(
                "The driver \"" + name.text() + "\" returned an invalid " + what + ": \"" + shortened(text) + "\"");
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return false;
            }
        }
        return Printable.line(text).equals(text);
    }

    /** Returns the options with valid names, each with its description on one line. */
    List<CreateFlag> flags(List<CreateFlag> returned) {
        List<CreateFlag> flags = new ArrayList<>(returned.size());
        List<String> invalid = new ArrayList<>();
        for (CreateFlag flag : returned) {
            if (isValidName(flag.name())) {
                flags.add(shown(flag));
            } else {
                invalid.add(flag.name());
            }
        }
        if (!invalid.isEmpty()) {
            console.warn("The driver \"" + name.text() + "\" has options with invalid names, which are ignored: \""
                    + shortened(String.join("\", \"", invalid)) + "\"");
        }
        return flags;
    }

    /** Returns whether a name consists of letters, digits, dots, underscores and dashes: shells complete it. */
    private static boolean isValidName(String option) {
        return !option.isEmpty()
                && option.length() <= MAX_SHOWN
                && !option.startsWith("-")
                && option.chars().allMatch(DriverResponses::isNameCharacter);
    }

    private static boolean isNameCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "._-".indexOf(c) >= 0;
    }

    /**
     * Returns the option with printable texts. Its default stays unchanged, because it is passed back to the driver.
     */
    private static CreateFlag shown(CreateFlag flag) {
        String name = flag.name();
        String usage = Printable.line(flag.usage().replace('\n', ' ').replace('\t', ' '));
        String variable = Printable.line(flag.environmentVariable());
        if (flag instanceof CreateFlag.Text text) {
            return new CreateFlag.Text(name, usage, variable, text.defaultValue());
        } else if (flag instanceof CreateFlag.Number number) {
            return new CreateFlag.Number(name, usage, variable, number.defaultValue());
        } else if (flag instanceof CreateFlag.TextList list) {
            return new CreateFlag.TextList(name, usage, variable, list.defaultValue());
        }
        return new CreateFlag.Switch(name, usage, variable);
    }
}
