package io.jm.plugin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.driver.CreateFlag;
import io.jm.driver.Driver;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverOptions;
import io.jm.driver.DriverTraits;
import io.jm.driver.MachineState;
import io.jm.json.GoJsonWriter;
import io.jm.json.JsonReader;
import io.jm.plugin.rpc.RpcClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A driver whose every method is a call to another process. */
final class PluginDriver implements Driver {
    private static final int BEAT_MILLIS = 200;
    private static final int CLOSE_SECONDS = 2;

    private final DriverContext context;
    private final PluginProcess process;
    private final RpcClient client;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final String service;
    private boolean loaded;

    PluginDriver(DriverContext context, PluginProcess process, RpcClient client) {
        this.context = context;
        this.process = process;
        this.client = client;
        this.service = agree();
        Thread heart = new Thread(this::beat, "plugin-heartbeat");
        heart.setDaemon(true);
        heart.start();
    }

    private String agree() {
        String name = "RPCServerDriver.";
        Object version;
        try {
            version = client.call(name + "GetVersion");
        } catch (JmException e) {
            context.console().debug(e.getMessage());
            name = "RpcServerDriver.";
            version = client.call(name + "GetVersion");
        }
        if (!Long.valueOf(1).equals(version)) {
            throw new JmException("Driver binary uses an incompatible API version (" + version + ")");
        }
        return name;
    }

    private void beat() {
        try {
            do {
                client.call(service + "Heartbeat");
            } while (!closed.await(BEAT_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (JmException e) {
            context.console().debug("(" + context.machineName() + ") heartbeat: " + e.getMessage());
        }
    }

    private synchronized void ready() {
        if (!loaded) {
            ObjectNode base = JsonNodeFactory.instance.objectNode();
            base.put("IPAddress", "").put("MachineName", context.machineName());
            base.put("SSHUser", "").put("SSHPort", 0).put("SSHKeyPath", "");
            base.put("StorePath", context.storePath().toString());
            base.put("SwarmMaster", false).put("SwarmHost", "").put("SwarmDiscovery", "");
            load(base);
        }
    }

    private Object call(String method) {
        ready();
        context.console().debug("(" + context.machineName() + ") Calling ." + method);
        return client.call(service + method);
    }

    private String text(String method) {
        return call(method) instanceof String text ? text : "";
    }

    @Override
    public String driverName() {
        return text("DriverName");
    }

    @Override
    public String machineName() {
        return text("GetMachineName");
    }

    @Override
    public List<CreateFlag> createFlags() {
        return PluginFlags.read(call("GetCreateFlags"));
    }

    @Override
    public void configure(DriverOptions options) {
        ready();
        String type = service.startsWith("Rpc") ? "*rpcdriver.RpcFlags" : "*rpcdriver.RPCFlags";
        client.call(service + "SetConfigFromFlags", type, options.values());
    }

    @Override
    public void preCreateCheck() {
        call("PreCreateCheck");
    }

    @Override
    public void create() {
        call("Create");
    }

    @Override
    public void start() {
        call("Start");
    }

    @Override
    public void stop() {
        call("Stop");
    }

    @Override
    public void restart() {
        call("Restart");
    }

    @Override
    public void kill() {
        call("Kill");
    }

    @Override
    public void remove() {
        call("Remove");
    }

    @Override
    public MachineState state() {
        MachineState[] states = MachineState.values();
        return call("GetState") instanceof Long number && number >= 0 && number < states.length
                ? states[number.intValue()]
                : MachineState.NONE;
    }

    @Override
    public String url() {
        return text("GetURL");
    }

    @Override
    public String ip() {
        return text("GetIP");
    }

    @Override
    public String sshHostname() {
        return text("GetSSHHostname");
    }

    @Override
    public int sshPort() {
        return call("GetSSHPort") instanceof Long port ? port.intValue() : 0;
    }

    @Override
    public String sshUsername() {
        return text("GetSSHUsername");
    }

    @Override
    public String sshKeyPath() {
        return text("GetSSHKeyPath");
    }

    @Override
    public ObjectNode config() {
        if (call("GetConfigRaw") instanceof byte[] json && JsonReader.read(json) instanceof ObjectNode config) {
            return config;
        }
        throw new JmException("the driver's configuration is no JSON object");
    }

    @Override
    public synchronized void load(ObjectNode config) {
        client.call(service + "SetConfigRaw", GoJsonWriter.compact(config).getBytes(StandardCharsets.UTF_8));
        loaded = true;
    }

    @Override
    public DriverTraits traits() {
        // the original leaves machines of these two drivers alone after their creation
        String name = driverName();
        return name.equals("none") || name.equals("ci-test") ? DriverTraits.RECORD : DriverTraits.HOST;
    }

    @Override
    public void close() {
        if (closed.getCount() == 0) {
            return;
        }
        closed.countDown();
        CompletableFuture<Object> bye = CompletableFuture.supplyAsync(() -> client.call(service + "Close"))
                .completeOnTimeout("", CLOSE_SECONDS, TimeUnit.SECONDS)
                .exceptionally(ended -> "");
        bye.join();
        client.close();
        process.close();
    }
}
