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

/** Calls one plugin's methods, each with a timeout, and sends the heartbeats that keep the plugin running. */
final class PluginCalls implements AutoCloseable {
    static final String SERVICE = "RPCServerDriver";
    /** The service name in libraries before 0.5.1; later ones have both. */
    static final String OLD_SERVICE = "RpcServerDriver";

    private static final Long API_VERSION = 1L;
    /** The oldest plugins exit after 500 ms without a heartbeat. */
    private static final int HEARTBEAT_MILLIS = 200;

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final DriverContext context;
    private final PluginProcess process;
    private final RpcClient client;
    private final CallTimeouts timeouts;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final String service;

    /** Negotiates the service name and checks the API version. */
    PluginCalls(DriverContext context, PluginProcess process, RpcClient client) {
        this.context = context;
        this.process = process;
        this.client = client;
        this.timeouts = CallTimeouts.of(context);
        this.service = negotiate();
        Thread heartbeat = new Thread(this::sendHeartbeats, "plugin-heartbeat");
        heartbeat.setDaemon(true);
        heartbeat.start();
    }

    private String negotiate() {
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
            throw new JmException("the plugin's response to GetVersion is not a number");
        }
        if (!API_VERSION.equals(version)) {
            throw new JmException("Driver binary uses an incompatible API version (" + version + ")");
        }
        context.console().debug("Using API Version  " + version);
        return name;
    }

    private void sendHeartbeats() {
        try {
            do {
                send(service, Method.HEARTBEAT, RpcValue.nothing());
            } while (!closed.await(HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (JmException e) {
            context.trace("heartbeat: " + e.getMessage());
        }
    }

    /** Returns the registered type name of option values, which differs in the oldest plugins. */
    String flagsName() {
        return service.equals(SERVICE) ? ProtocolTypes.FLAGS : ProtocolTypes.OLD_FLAGS;
    }

    /** Whether the connection to the plugin has ended. */
    boolean ended() {
        return client.ended();
    }

    /**
     * Calls a method.
     *
     * @throws JmException with the driver's own message, or with the plugin's exit status
     */
    Object call(Method method, RpcValue argument) {
        context.trace("Calling ." + method.wireName());
        return send(service, method, argument);
    }

    private Object send(String to, Method method, RpcValue argument) {
        try {
            return client.call(to + "." + method.wireName(), argument, timeouts.of(method));
        } catch (ConnectionEndedException e) {
            boolean closing = closed.getCount() == 0;
            throw closing ? e : new ConnectionEndedException(e.getMessage() + process.exitReason());
        }
    }

    @Override
    public void close() {
        if (closed.getCount() == 0) {
            return;
        }
        closed.countDown();
        try {
            client.call(service + "." + Method.CLOSE.wireName(), RpcValue.nothing(), CLOSE_TIMEOUT);
        } catch (JmException e) {
            // many plugins exit before they respond
            context.trace("close: " + e.getMessage());
        }
        client.close();
        process.close();
    }
}
