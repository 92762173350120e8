package io.jm.checkup;

import io.jm.os.Environment;
import io.jm.os.Programs;
import io.jm.os.TooLargeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says which docker-machine and which docker the PATH finds. */
record DockerPrograms(Environment environment) implements Check {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int MAX_OUTPUT = 4096;
    private static final Pattern VERSION = Pattern.compile("version (\\d{1,4})\\.(\\d{1,4})");
    private static final int OLDEST_MAJOR = 20;
    private static final int OLDEST_MINOR = 10;

    @Override
    public String id() {
        return "path.docker-machine";
    }

    @Override
    public void run(Findings findings) {
        Path machine = Programs.find(environment, "docker-machine");
        if (machine == null) {
            findings.ok(id(), "the PATH has no docker-machine");
        } else {
            findings.ok(
                    id(), "docker-machine is " + machine + (environment.isThisProgram(machine) ? ", which is jm" : ""));
        }
        Path docker = Programs.find(environment, "docker");
        if (docker == null) {
            findings.warning(id(), "the PATH has no docker: install Docker's command line client", null);
            return;
        }
        String text = version(docker);
        Matcher version = VERSION.matcher(text == null ? "" : text);
        if (!version.find()) {
            findings.warning(id(), docker + " does not tell its version", null);
        } else if (isOld(version)) {
            findings.warning(
                    id(), docker + " is older than 20.10 (" + version.group() + "): install a newer one", null);
        } else {
            findings.ok(id(), "docker is " + docker + ", " + version.group());
        }
    }

    private static @Nullable String version(Path docker) {
        try {
            Programs.Outcome outcome =
                    Programs.captureWithin(List.of(docker.toString(), "--version"), MAX_OUTPUT, LIMIT);
            return outcome == null ? null : new String(outcome.output(), StandardCharsets.UTF_8);
        } catch (TooLargeException e) {
            return null;
        }
    }

    private static boolean isOld(Matcher version) {
        int major = Integer.parseInt(version.group(1));
        return major < OLDEST_MAJOR || major == OLDEST_MAJOR && Integer.parseInt(version.group(2)) < OLDEST_MINOR;
    }
}
