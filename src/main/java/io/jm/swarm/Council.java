package io.jm.swarm;

import io.jm.base.JmException;
import io.jm.base.Retry;
import io.jm.base.Ticker;
import io.jm.engine.EngineRefusal;
import io.jm.engine.NodeRole;
import io.jm.engine.Swarm;
import io.jm.engine.SwarmClient;
import io.jm.engine.SwarmInfo;
import io.jm.engine.SwarmNode;
import io.jm.text.HostPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * The managers of a swarm that answer. What one of them cannot do because it went away or lost its place, the next one does.
 */
final class Council {
    private static final int CHANGES = 3;
    private static final Duration DEMOTION = Duration.ofSeconds(20);
    private static final Duration READY = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final int PORT = 2377;
    private static final String NOBODY = "no manager answers";

    private final List<Seat> seats;
    private final Ticker ticker;

    Council(List<Seat> seats, Ticker ticker) {
        this.seats = new CopyOnWriteArrayList<>(seats);
        this.ticker = ticker;
    }

    /** Adds a machine that became a manager. */
    void add(String machine, SwarmClient engine) {
        seats.add(new Seat(machine, engine));
    }

    /** Takes out a machine that is about to be no manager any more. */
    void remove(String machine) {
        seats.removeIf(seat -> seat.machine().equals(machine));
    }

    boolean isEmpty() {
        return seats.isEmpty();
    }

    /** Returns their machines. */
    List<String> machines() {
        return seats.stream().map(Seat::machine).toList();
    }

    /**
     * How a machine joins: the address of a manager that has just answered, and the tokens.
     *
     * @param address address and port
     * @param swarm the swarm with its tokens
     */
    record Door(String address, Swarm swarm) {}

    /**
     * Returns the ways in, one for each manager that answers now.
     *
     * @throws JmException if none does
     */
    List<Door> doors() {
        List<Door> doors = new ArrayList<>();
        JmException last = new SwarmException(NOBODY);
        for (Seat seat : seats) {
            try {
                SwarmInfo info = seat.engine().info();
                String address = info.managers().stream()
                        .filter(known -> known.startsWith(info.address() + ":"))
                        .findFirst()
                        .orElse(HostPort.join(info.address(), PORT));
                doors.add(new Door(address, seat.engine().swarm()));
            } catch (JmException e) {
                last = e;
            }
        }
        if (doors.isEmpty()) {
            throw last;
        }
        return doors;
    }

    /** Returns all nodes. */
    List<SwarmNode> nodes() {
        return ask(SwarmClient::nodes);
    }

    private <T> T ask(Function<SwarmClient, T> request) {
        JmException last = new SwarmException(NOBODY);
        for (Seat seat : seats) {
            try {
                return request.apply(seat.engine());
            } catch (EngineRefusal e) {
                if (!e.isWithoutLeader() && !e.isNoManager()) {
                    throw e;
                }
                last = e;
            } catch (JmException e) {
                last = e;
            }
        }
        throw last;
    }

    /** Changes the role of a node; one that has it already, or that is gone, is left alone. */
    void setRole(String nodeId, NodeRole role) {
        for (int attempt = 1; ; attempt++) {
            try {
                ask(engine -> {
                    for (SwarmNode node : engine.nodes()) {
                        if (node.id().equals(nodeId) && node.role() != role) {
                            engine.setRole(node, role);
                        }
                    }
                    return true;
                });
                return;
            } catch (EngineRefusal e) {
                if (!e.isOutOfSequence() || attempt == CHANGES) {
                    throw e;
                }
            }
        }
    }

    /** Removes a node whose engine has left or is gone; a manager is demoted first. None of that identity is no error. */
    void removeNode(String nodeId) {
        setRole(nodeId, NodeRole.WORKER);
        Retry retry = new Retry(ticker, DEMOTION, POLL);
        while (true) {
            try {
                ask(engine -> {
                    engine.remove(nodeId);
                    return true;
                });
                return;
            } catch (EngineRefusal e) {
                if (e.status() == 404) {
                    return;
                }
                // the managers agree on a demotion a moment later
                if (!e.isStillManager() || retry.isExhausted()) {
                    throw e;
                }
                retry.pause();
            }
        }
    }

    /** Removes the other nodes of a host that joined again: they have its name and its address. */
    void removeTwins(SwarmInfo joined) {
        for (SwarmNode node : nodes()) {
            boolean same =
                    node.hostname().equals(joined.hostname()) && node.address().equals(joined.address());
            if (same && !node.id().equals(joined.nodeId())) {
                removeNode(node.id());
            }
        }
    }

    /**
     * Waits until a node is ready, as a manager also for the other managers.
     *
     * @throws JmException if that takes too long
     */
    void awaitReady(String nodeId) {
        Retry retry = new Retry(ticker, READY, POLL);
        while (nodes().stream().noneMatch(node -> node.id().equals(nodeId) && isWorking(node))) {
            if (retry.isExhausted()) {
                throw new SwarmException("its node is not ready after " + READY.toSeconds() + " s");
            }
            retry.pause();
        }
    }

    private static boolean isWorking(SwarmNode node) {
        return node.isReady() && (!node.isManager() || node.reachable());
    }
}
