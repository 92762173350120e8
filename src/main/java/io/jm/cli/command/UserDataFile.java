package io.jm.cli.command;

import io.jm.base.JmException;
import io.jm.base.UsageException;
import io.jm.driver.CreateFlag;
import io.jm.driver.DriverOptions;
import io.jm.os.BoundedReader;
import io.jm.os.Environment;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import io.jm.os.TooLargeException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The file of {@code --user-data}, which the driver's own option for user data gets. The names of these options differ, but
 * for a few words, by which rancher-machine finds them too.
 */
final class UserDataFile {
    private static final List<String> WORDS = List.of("user-data", "userdata", "custom-data", "cloud-config");
    private static final String FILE = "-file";

    private final String named;
    private final Path path;

    UserDataFile(String named, Environment environment) {
        this.named = named;
        this.path = environment.workingDirectory().resolve(named);
    }

    /**
     * Returns the options of the machine with the file in the driver's own option: its path, or its content.
     *
     * @param flags the driver's options
     * @param typed the names of the options of the command line
     * @throws JmException if the driver has no such option, or the file cannot be used
     */
    DriverOptions addTo(DriverOptions options, String driver, List<CreateFlag> flags, Set<String> typed) {
        CreateFlag.Text flag = option(driver, flags);
        if (typed.contains(flag.name())) {
            throw new UsageException("Error: --user-data is --" + flag.name() + " of this driver: give one of them");
        }
        return options.with(flag.name(), takesPath(flag) ? checkedPath() : content());
    }

    /** Returns the driver's option for user data. */
    static CreateFlag.Text option(String driver, List<CreateFlag> flags) {
        List<CreateFlag.Text> found = flags.stream()
                .filter(CreateFlag.Text.class::isInstance)
                .map(CreateFlag.Text.class::cast)
                .filter(flag -> WORDS.stream().anyMatch(flag.name()::contains))
                .toList();
        if (found.isEmpty()) {
            throw new JmException("The driver \"" + driver + "\" has no option for user data; --provision-script runs a"
                    + " script on any host");
        }
        List<CreateFlag.Text> files =
                found.stream().filter(flag -> flag.name().endsWith(FILE)).toList();
        List<CreateFlag.Text> candidates = files.isEmpty() ? found : files;
        if (candidates.size() > 1) {
            throw new JmException("The driver \"" + driver + "\" has several options for user data; use the right one: "
                    + candidates.stream().map(flag -> "--" + flag.name()).collect(Collectors.joining(", ")));
        }
        return candidates.get(0);
    }

    /** Whether its value is the path of a file, and not the user data. */
    static boolean takesPath(CreateFlag.Text flag) {
        String text = (flag.name() + " " + flag.usage()).toLowerCase(Locale.ROOT);
        return text.contains("file") || text.contains("path");
    }

    /** The driver reads the file later, perhaps in another process and for each of several machines. */
    private String checkedPath() {
        try {
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                throw new JmException("The user data " + named + " must be a file, since the driver gets its path");
            }
            BoundedReader.fileNamedByUser(path, Limits.USER_DATA);
            return path.toString();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private String content() {
        try {
            return BoundedReader.textNamedByUser(path, Limits.USER_DATA);
        } catch (CharacterCodingException e) {
            throw new JmException("The user data " + named + " is not text in UTF-8, which this driver needs", e);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private JmException unusable(IOException e) {
        return e instanceof TooLargeException
                ? new JmException("The user data " + named + " has more than " + (Limits.USER_DATA >> 10) + " KiB", e)
                : new JmException("The user data " + named + " cannot be read: " + IoReason.of(e), e);
    }
}
