package io.jm.plugin;

import io.jm.base.JmException;
import io.jm.driver.DriverContext;
import io.jm.go.rpc.CallTimeoutException;
import io.jm.go.rpc.ConnectionEndedException;
import io.jm.go.rpc.RpcClient;
import io.jm.go.rpc.RpcValue;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Calls of one plugin's methods, each within its limit, and the heartbeat that keeps the plugin alive between them. */
final class PluginCalls implements AutoCloseable {
    static final String SERVICE = "RPCServerDriver";
    /** The same in libraries before 0.5.1; later ones have both. */
    static final String OLD_SERVICE = "RpcServerDriver";

    private static final Long API_VERSION = 1L;
    /** The oldest plugins end when they hear nothing for 500 ms. */
    private static final int BEAT_MILLIS = 200;

    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final DriverContext context;
    private final PluginProcess process;
    private final RpcClient client;
    private final CallTimeouts limits;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final String service;

    /** Agrees with the plugin on the name of the service and the version. */
    PluginCalls(DriverContext context, PluginProcess process, RpcClient client) {
        this.context = context;
        this.process = process;
        this.client = client;
        this.limits = CallTimeouts.of(context);
        this.service = agree();
        Thread heart = new Thread(this::beat, "plugin-heartbeat");
        heart.setDaemon(true);
        heart.start();
    }

    private String agree() {
        String name = SERVICE;
        Object version;
        try {
            version = send(name, Method.GET_VERSION, RpcValue.nothing());
        } catch (ConnectionEndedException | CallTimeoutException e) {
            throw e;
        } catch (JmException e) {
            context.console().debug(e.getMessage());
            context.console().debug("Client () with " + SERVICE + " does not work, re-attempting with " + OLD_SERVICE);
            name = OLD_SERVICE;
            version = send(name, Method.GET_VERSION, RpcValue.nothing());
        }
        if (!(version instanceof Long)) {
            throw new JmException("the plugin's answer to GetVersion is no number");
        }
        if (!API_VERSION.equals(version)) {
            throw new JmException("Driver binary uses an incompatible API version (" + version + ")");
        }
        context.console().debug("Using API Version  " + version);
        return name;
    }

    private void beat() {
        try {
            do {
                send(service, Method.HEARTBEAT, RpcValue.nothing());
            } while (!closed.await(BEAT_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (JmException e) {
            context.trace("heartbeat: " + e.getMessage());
        }
    }

    /** The registered name of option values, which is another one in the oldest plugins. */
    String flagsName() {
        return service.equals(SERVICE) ? ProtocolTypes.FLAGS : ProtocolTypes.OLD_FLAGS;
    }

    /** Whether the plugin is gone. */
    boolean ended() {
        return client.ended();
    }

    /**
     * Calls a method.
     *
     * @throws JmException with the driver's own text, or with what became of the plugin
     */
    Object call(Method method, RpcValue argument) {
        context.trace("Calling ." + method.wireName());
        return send(service, method, argument);
    }

    private Object send(String to, Method method, RpcValue argument) {
        try {
            return client.call(to + "." + method.wireName(), argument, limits.of(method));
        } catch (ConnectionEndedException e) {
            boolean goodbye = closed.getCount() == 0;
            throw goodbye ? e : new ConnectionEndedException(e.getMessage() + process.howItEnded());
        }
    }

    @Override
    public void close() {
        if (closed.getCount() == 0) {
            return;
        }
        closed.countDown();
        try {
            client.call(service + "." + Method.CLOSE.wireName(), RpcValue.nothing(), GOODBYE);
        } catch (JmException e) {
            // many plugins end before they answer
            context.trace("close: " + e.getMessage());
        }
        client.close();
        process.close();
    }
}
