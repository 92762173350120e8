package io.jm.testkit;

import io.jm.provision.host.HostFacts;
import io.jm.provision.host.ListeningPorts;
import io.jm.provision.host.RemoteFile;
import io.jm.provision.host.RemoteHost;
import io.jm.provision.host.UnfinishedInstall;
import io.jm.ssh.SshException;
import io.jm.ssh.SshReply;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A simulated host: it keeps files, knows whether its engine is running, and records all changes. */
public class ScriptedHost implements RemoteHost {
    private static final String SYSTEMD_PROGRAMS = "sudo systemctl hostnamectl curl ss";

    public final Map<String, String> files = new TreeMap<>();
    public final Map<String, String> modes = new TreeMap<>();
    public final List<String> changes = new ArrayList<>();
    public final Set<String> programs = new TreeSet<>(Set.of(SYSTEMD_PROGRAMS.split(" ")));
    /** The replies to commands that contain the key. */
    public final Map<String, SshReply> answers = new TreeMap<>();

    public String engineVersion = "";
    public String versionAfterInstall = "24.0.7";
    public String daemon = "/usr/bin/dockerd";
    public boolean systemd = true;
    public boolean engineComesUp = true;
    public int commandsUntilCut = Integer.MAX_VALUE;
    public int restarts;

    private final String osRelease;
    private final Set<String> newerThanEngine = new TreeSet<>();
    private String hostname = "fresh";
    private boolean listening;
    private boolean enabled;
    private boolean installing;

    public ScriptedHost(String osRelease) {
        this.osRelease = osRelease;
    }

    @Override
    public SshReply query(String command) {
        count();
        for (Map.Entry<String, SshReply> answer : answers.entrySet()) {
            if (command.contains(answer.getKey())) {
                return answer.getValue();
            }
        }
        String plain = command.startsWith("sudo ") ? command.substring(5) : command;
        if (plain.equals(HostFacts.COMMAND)) {
            return yes(facts());
        }
        if (plain.equals(ListeningPorts.COMMAND)) {
            return yes(listening ? "LISTEN 0 4096 *:" + port() + " *:*\n" : "LISTEN 0 128 0.0.0.0:22 0.0.0.0:*\n");
        }
        if (plain.startsWith("for d in ")) {
            return engineVersion.isEmpty() ? yes("") : yes(daemon + "\n");
        }
        if (plain.startsWith("find ") && plain.contains("-newer")) {
            return yes(String.join("\n", newerThanEngine));
        }
        String[] arguments = plain.split(" ", -1);
        String last = arguments[arguments.length - 1];
        return switch (arguments[0]) {
            case "cat" -> file(plain.equals("cat /etc/os-release") ? "/etc/os-release" : arguments[1]);
            case "sha256sum" -> files.containsKey(last) ? yes(sha256(files.get(last)) + "  " + last) : no();
            case "stat" -> modes.containsKey(last) ? yes(modes.get(last).substring(1)) : no();
            case "env", "docker" ->
                engineVersion.isEmpty() ? no() : yes("Docker version " + engineVersion + ", build 1");
            case "systemctl" -> yes(enabled ? "enabled\n" : "disabled\n");
            case "true", "exit" -> yes("");
            case "-n" -> yes("");
            case "grep" -> new SshReply(plain.contains("/etc/hosts") && files.containsKey("/etc/hosts") ? 0 : 1, "");
            default -> no();
        };
    }

    @Override
    public SshReply run(String command) {
        count();
        changes.add(command);
        for (Map.Entry<String, SshReply> answer : answers.entrySet()) {
            if (command.contains(answer.getKey())) {
                return answer.getValue();
            }
        }
        if (command.contains(UnfinishedInstall.MARK)) {
            installing = command.contains("touch ");
        }
        if (command.contains("mktemp") || isInstall(command)) {
            engineVersion = versionAfterInstall;
        }
        if (command.contains(" hostname ") || command.contains("sethostname ")) {
            hostname = command.substring(command.lastIndexOf(' ') + 1);
        }
        if (command.endsWith("/etc/hosts >/dev/null")) {
            files.put("/etc/hosts", command);
        }
        if (command.contains("chmod ")) {
            String[] arguments = command.split(" ", -1);
            modes.put(arguments[arguments.length - 1], arguments[arguments.length - 2]);
        }
        enabled |= command.endsWith("enable docker");
        if (command.contains("restart")) {
            restarts++;
            newerThanEngine.clear();
            listening = engineComesUp;
        }
        return yes("");
    }

    @Override
    public SshReply runWithInput(String command, RemoteFile file) {
        count();
        changes.add(command + " < " + file);
        files.put(file.path(), file.content());
        modes.put(file.path(), file.mode());
        newerThanEngine.add(file.path());
        return yes("");
    }

    @Override
    public SshReply runScript(String shell, String name, String script) {
        return run(shell + " < " + name + ": " + script);
    }

    @Override
    public boolean pollUntil(
            String command, Predicate<SshReply> condition, Duration timeout, Consumer<SshReply> onFailure) {
        for (int i = 0; i < 3; i++) {
            SshReply reply = query(command);
            if (condition.test(reply)) {
                return true;
            }
            onFailure.accept(reply);
        }
        return false;
    }

    @Override
    public void pause(Duration duration) {
        // no time passes on a simulated host
    }

    private void count() {
        if (--commandsUntilCut < 0) {
            throw new SshException("connection lost", SshException.Kind.PROTOCOL, null);
        }
    }

    private static boolean isInstall(String command) {
        return (command.contains(" install ")
                        || command.contains(" in ")
                        || command.contains("-Sy ")
                        || command.contains(" add "))
                && (command.contains("docker") || command.contains("moby"));
    }

    private SshReply file(String path) {
        if (path.equals("/etc/os-release")) {
            return osRelease.isEmpty() ? no() : yes(osRelease);
        }
        return files.containsKey(path) ? yes(files.get(path)) : no();
    }

    private String facts() {
        StringBuilder facts = new StringBuilder("uid 1000\narch x86_64\nhostname " + hostname + "\n");
        facts.append(systemd ? "systemd\n" : "");
        facts.append(installing ? "unfinished-install\n" : "");
        programs.forEach(program -> facts.append("has ")
                .append(program)
                .append(" /usr/bin/")
                .append(program)
                .append('\n'));
        facts.append(engineVersion.isEmpty() ? "docker\n" : "docker Docker version " + engineVersion + ", build 1\n");
        return facts.append("etc-hostname ").append(hostname).append('\n').toString();
    }

    private int port() {
        String configuration = files.values().stream()
                .filter(text -> text.contains("tcp://0.0.0.0:"))
                .findFirst()
                .orElse("");
        int start = configuration.indexOf("tcp://0.0.0.0:") + "tcp://0.0.0.0:".length();
        int end = start;
        while (end < configuration.length() && Character.isDigit(configuration.charAt(end))) {
            end++;
        }
        return end > start ? Integer.parseInt(configuration.substring(start, end)) : 0;
    }

    private static SshReply yes(String output) {
        return new SshReply(0, output);
    }

    private static SshReply no() {
        return new SshReply(1, "");
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
