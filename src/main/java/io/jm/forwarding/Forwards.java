package io.jm.forwarding;

import io.jm.base.JmException;
import io.jm.driver.PortForwarding;
import io.jm.driver.PublishedPort;
import io.jm.engine.ContainerClient;
import io.jm.engine.ContainerPort;
import io.jm.os.IoReason;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes what is forwarded equal to what is published; logs each port that cannot be forwarded once. */
final class Forwards {
    private final PortForwarding forwarding;
    private final String address;
    private final WatchLog log;
    private final PortsFile file;
    private final Set<PublishedPort> forwarded;
    private final Map<PublishedPort, String> failed = new LinkedHashMap<>();
    private Set<ContainerPort> skipped = Set.of();
    private boolean full;

    /**
     * Starts with the ports that are forwarded now.
     *
     * @param address the machine's address, on which ports are published
     */
    Forwards(PortForwarding forwarding, String address, WatchLog log, PortsFile file) {
        this.forwarding = forwarding;
        this.address = address;
        this.log = log;
        this.file = file;
        this.forwarded = new LinkedHashSet<>(forwarding.forwarded());
    }

    /** Removes what is no longer published, and forwards the rest; what failed before is tried again. */
    void update(Set<ContainerPort> published) {
        Set<PublishedPort> wanted = wanted(published);
        for (PublishedPort port : List.copyOf(forwarded)) {
            if (!wanted.contains(port)) {
                remove(port);
            }
        }
        failed.keySet().retainAll(wanted);
        for (PublishedPort port : wanted) {
            if (!forwarded.contains(port)) {
                forward(port);
            }
        }
        try {
            file.write(forwarded, failed);
        } catch (IOException e) {
            log.line("ports.json cannot be written: " + IoReason.of(e));
        }
    }

    private Set<PublishedPort> wanted(Set<ContainerPort> published) {
        Set<PublishedPort> wanted = new LinkedHashSet<>();
        Set<ContainerPort> unsuitable = new HashSet<>();
        for (ContainerPort port : published) {
            String reason = reasonToSkip(port);
            if (reason.isEmpty()) {
                wanted.add(new PublishedPort(address, port.port(), port.protocol()));
            } else {
                unsuitable.add(port);
                if (!skipped.contains(port)) {
                    log.line(new PublishedPort(port.address(), port.port(), port.protocol()).text()
                            + " is not forwarded: " + reason);
                }
            }
        }
        skipped = unsuitable;
        boolean many = published.size() >= ContainerClient.MAX_PORTS;
        if (many && !full) {
            log.line("only " + ContainerClient.MAX_PORTS + " published ports are forwarded");
        }
        full = many;
        return wanted;
    }

    /** Connections arrive at the machine's network card: what listens on another of its addresses would not get them. */
    private String reasonToSkip(ContainerPort port) {
        if (!port.protocol().equals(PublishedPort.TCP) && !port.protocol().equals(PublishedPort.UDP)) {
            return "only TCP and UDP can be";
        }
        return port.everywhere()
                ? ""
                : "it is published on an address inside of the machine only; without an address (docker run -p "
                        + port.port() + ":PORT) it is reachable on " + address;
    }

    private void forward(PublishedPort port) {
        try {
            forwarding.forward(port);
            forwarded.add(port);
            if (failed.remove(port) != null) {
                log.line(port.text() + " is forwarded now");
            }
        } catch (JmException e) {
            String reason = String.valueOf(e.getMessage());
            if (!reason.equals(failed.put(port, reason))) {
                log.line(port.text() + " cannot be forwarded: " + reason);
            }
        }
    }

    /** A port that cannot be removed counts as removed: if it is still there, forwarding it again fails and is logged. */
    private void remove(PublishedPort port) {
        forwarded.remove(port);
        try {
            forwarding.remove(port);
        } catch (JmException e) {
            log.line(port.text() + " cannot be removed: " + e.getMessage());
        }
    }

    /** Ends: the machine has stopped, so that nothing is forwarded. */
    void end() {
        try {
            file.delete();
        } catch (IOException e) {
            log.line("ports.json cannot be removed: " + IoReason.of(e));
        }
    }
}
