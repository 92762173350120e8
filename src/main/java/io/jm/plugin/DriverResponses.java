package io.jm.plugin;

import io.jm.base.JmException;
import io.jm.console.Console;
import io.jm.driver.CreateFlag;
import io.jm.driver.DriverName;
import io.jm.text.Printable;
import java.util.ArrayList;
import java.util.List;

/** Looks at what a driver that is not jm's own tells: what cannot be, or cannot be shown, goes no further. */
final class DriverResponses {
    /** The most characters of an address, a user or a path; file systems allow 4096 bytes for a path. */
    private static final int LONGEST = 4096;
    /** The most characters of what is only shown. */
    private static final int LONGEST_SHOWN = 200;
    /** The most characters of an error; a Go driver that panics adds the stacks of its goroutines. */
    private static final int LONGEST_ERROR = 64 << 10;

    private final DriverName name;
    private final Console console;

    DriverResponses(DriverName name, Console console) {
        this.name = name;
        this.console = console;
    }

    DriverName name() {
        return name;
    }

    /** What a driver threw, as a failure of that driver and of nobody else. */
    static JmException failure(DriverName name, String method, Throwable thrown) {
        if (thrown instanceof JmException told) {
            String text = told.getMessage();
            return text.length() <= LONGEST_ERROR
                    ? told
                    : new JmException(text.substring(0, LONGEST_ERROR) + "...", told.exitCode(), told);
        }
        return new JmException(
                "The driver \"" + name.text() + "\" failed in " + method + ": " + shortened(thrown.toString())
                        + " (an error of the driver, not of jm; --debug shows where)",
                thrown);
    }

    /** Text that is only shown, on one line. */
    static String shortened(String text) {
        return Printable.line(text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "..." : text);
    }

    /**
     * Text that something is done with: a connection, a file, an argument.
     *
     * @throws JmException if it holds control characters or half of a character, or has no end
     */
    String text(String what, String text) {
        if (text.length() > LONGEST || !isPlain(text)) {
            throw impossible(what, text);
        }
        return text;
    }

    /** A TCP port; 0 stands for the usual one. */
    int port(int port) {
        if (port < 0 || port > 0xffff) {
            throw impossible("SSH port", Integer.toString(port));
        }
        return port;
    }

    private JmException impossible(String what, String text) {
        return new JmException(
                "The driver \"" + name.text() + "\" gives an impossible " + what + ": \"" + shortened(text) + "\"");
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

    /** The options that can be options, each with a description on one line. */
    List<CreateFlag> flags(List<CreateFlag> told) {
        List<CreateFlag> flags = new ArrayList<>(told.size());
        List<String> impossible = new ArrayList<>();
        for (CreateFlag flag : told) {
            if (canBeNamed(flag.name())) {
                flags.add(shown(flag));
            } else {
                impossible.add(flag.name());
            }
        }
        if (!impossible.isEmpty()) {
            console.warn("The driver \"" + name.text() + "\" has options with invalid names, which are left out: \""
                    + shortened(String.join("\", \"", impossible)) + "\"");
        }
        return flags;
    }

    private static boolean canBeNamed(String option) {
        return !option.isEmpty()
                && option.length() <= LONGEST_SHOWN
                && !option.startsWith("-")
                && option.indexOf('=') < 0
                && option.indexOf(' ') < 0
                && isPlain(option);
    }

    /** The default stays as it is, since it goes back to the driver; whoever shows it makes it printable. */
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
