package io.jm.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A shell without files: it answers the scripts that copies run with what a test specifies. */
final class FakeShell implements OddServer.Work {
    private static final Pattern MARK = Pattern.compile("jm-\\S* ([0-9a-z]+);");

    List<String> names = List.of();
    List<String> matches = List.of();
    String home = "/home/me";

    @Override
    public void run(OddServer.Scripted command) throws IOException {
        Matcher mark = MARK.matcher(command.line());
        if (!mark.find()) {
            command.exit(1);
            return;
        }
        boolean missing = command.line().contains("ls -ldLn") && command.line().contains("*");
        String output = missing ? "" : output(command.line());
        String text = "jm-" + mark.group(1) + output + "jm-" + mark.group(1) + (missing ? "2;" : "0;");
        if (missing) {
            command.err().write("ls: x: No such file or directory\n".getBytes(StandardCharsets.UTF_8));
            command.err().flush();
        }
        command.out().write(text.getBytes(StandardCharsets.UTF_8));
        command.out().flush();
        command.exit(0);
    }

    private String output(String line) {
        if (line.contains("ls -ldLn")) {
            boolean file = line.endsWith("good");
            return (file ? "-rw-r--r--" : "drwxr-xr-x") + " 1 0 0 4 Jan 1 00:00 x\n";
        }
        if (line.contains("for name in * .*")) {
            return ended(names);
        }
        if (line.contains("for name in")) {
            return ended(matches);
        }
        return line.contains("pwd") ? home + "\n" : "evil";
    }

    private static String ended(List<String> all) {
        return all.isEmpty() ? "" : String.join("\0", all) + "\0";
    }
}
