package io.jm.checkup;

import io.jm.os.Environment;
import io.jm.os.Programs;
import io.jm.os.TooLargeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reports which docker-machine and which docker the PATH finds; asks docker only once for its version. */
final class DockerPrograms implements Check {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int MAX_OUTPUT = 4096;
    private static final Pattern VERSION = Pattern.compile("version (\\d{1,4})\\.(\\d{1,4})");
    private static final int OLDEST_MAJOR = 20;
    private static final int OLDEST_MINOR = 10;

    private final Environment environment;
    private final Map<Path, String> versions = new ConcurrentHashMap<>();

    DockerPrograms(Environment environment) {
        this.environment = environment;
    }

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
        Matcher version = VERSION.matcher(versions.computeIfAbsent(docker, DockerPrograms::version));
        if (!version.find()) {
            findings.warning(id(), docker + " does not report its version", null);
        } else if (isOld(version)) {
            findings.warning(
                    id(), docker + " is older than 20.10 (" + version.group() + "): install a newer one", null);
        } else {
            findings.ok(id(), "docker is " + docker + ", " + version.group());
        }
    }

    /** Returns what docker prints about its version; empty if it prints too much or does not end in time. */
    private static String version(Path docker) {
        try {
            Programs.Outcome outcome =
                    Programs.captureWithin(List.of(docker.toString(), "--version"), MAX_OUTPUT, LIMIT);
            return outcome == null ? "" : outcome.text();
        } catch (TooLargeException e) {
            return "";
        }
    }

    private static boolean isOld(Matcher version) {
        int major = Integer.parseInt(version.group(1));
        return major < OLDEST_MAJOR || major == OLDEST_MAJOR && Integer.parseInt(version.group(2)) < OLDEST_MINOR;
    }
}
