package io.jm.cli.command;

import io.jm.base.JmException;
import io.jm.base.UsageException;
import io.jm.machine.ProvisionScript;
import io.jm.os.BoundedReader;
import io.jm.os.Environment;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import io.jm.os.TooLargeException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the files of {@code --provision-script}. */
final class ProvisionScriptFiles {
    private static final String BEFORE = "before:";
    private static final int MOST = 16;

    private ProvisionScriptFiles() {}

    /**
     * Returns the scripts in the order of the options.
     *
     * @param options each a path, or a path after {@code before:}
     * @throws JmException if one cannot be read, is too large, or is not text
     */
    static List<ProvisionScript> read(List<String> options, Environment environment) {
        if (options.size() > MOST) {
            throw new UsageException(
                    "Error: --provision-script can be given " + MOST + " times, not " + options.size());
        }
        List<ProvisionScript> scripts = new ArrayList<>();
        for (String option : options) {
            boolean before = option.startsWith(BEFORE);
            String file = before ? option.substring(BEFORE.length()) : option;
            if (file.isEmpty()) {
                throw new UsageException("Error: --provision-script names no file: \"" + option + "\"");
            }
            Path path = environment.workingDirectory().resolve(file);
            Path name = path.getFileName();
            scripts.add(new ProvisionScript(name == null ? file : name.toString(), before, text(path, file)));
        }
        return scripts;
    }

    private static String text(Path path, String named) {
        try {
            String text = BoundedReader.textNamedByUser(path, Limits.PROVISION_SCRIPT);
            if (text.isBlank()) {
                throw new JmException("The provision script " + named + " is empty");
            }
            if (text.indexOf('\0') >= 0) {
                throw notText(named);
            }
            return text;
        } catch (CharacterCodingException e) {
            throw notText(named);
        } catch (TooLargeException e) {
            throw new JmException("The provision script " + named + " has more than " + (Limits.PROVISION_SCRIPT >> 10)
                    + " KiB: let it download what it needs");
        } catch (IOException e) {
            throw new JmException("The provision script " + named + " cannot be read: " + IoReason.of(e), e);
        }
    }

    private static JmException notText(String named) {
        return new JmException("The provision script " + named + " is not text in UTF-8: it is run by sh");
    }
}
