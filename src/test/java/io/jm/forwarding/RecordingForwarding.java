package io.jm.forwarding;

import io.jm.base.JmException;
import io.jm.driver.PortForwarding;
import io.jm.driver.PublishedPort;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Remembers what it is asked to forward, and refuses the ports that a test sets. */
final class RecordingForwarding implements PortForwarding {
    final List<String> calls = new CopyOnWriteArrayList<>();
    final Set<PublishedPort> forwarded = ConcurrentHashMap.newKeySet();
    final Map<Integer, String> refused = new ConcurrentHashMap<>();
    final CountDownLatch end = new CountDownLatch(1);

    @Override
    public Set<PublishedPort> forwarded() {
        return Set.copyOf(forwarded);
    }

    @Override
    public void forward(PublishedPort port) {
        calls.add("+" + port.text());
        if (refused.containsKey(port.port())) {
            throw new JmException(refused.get(port.port()));
        }
        if (!forwarded.add(port)) {
            throw new JmException(port.text() + " is forwarded already");
        }
    }

    @Override
    public void remove(PublishedPort port) {
        calls.add("-" + port.text());
        if (!forwarded.remove(port)) {
            throw new JmException(port.text() + " was not forwarded");
        }
    }

    @Override
    public void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end.countDown();
    }
}
