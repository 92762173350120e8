package io.jm.plugin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.driver.Capabilities;
import io.jm.driver.CreateFlag;
import io.jm.driver.Driver;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverOptions;
import io.jm.driver.Existence;
import io.jm.driver.MachineState;
import io.jm.go.json.GoJsonWriter;
import io.jm.go.json.JsonReader;
import io.jm.go.rpc.CallTimeoutException;
import io.jm.go.rpc.ConnectionEndedException;
import io.jm.go.rpc.RpcValue;
import io.jm.os.Limits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A driver in another process: each method is a remote procedure call. */
final class PluginDriver implements Driver {
    /** Drivers whose machines docker-machine does not provision; the protocol has no method that says so. */
    private static final Set<String> UNPROVISIONED = Set.of("none", "ci-test");

    private final DriverContext context;
    private final PluginCalls calls;
    private @Nullable ObjectNode lastConfig;

    PluginDriver(DriverContext context, PluginCalls calls) {
        this.context = context;
        this.calls = calls;
    }

    /** Sends the base fields before the first call: a plugin may crash without them. */
    private synchronized void ensureConfigured() {
        if (lastConfig == null) {
            ObjectNode base = JsonNodeFactory.instance.objectNode();
            base.put("IPAddress", "").put("MachineName", context.machineName());
            base.put("SSHUser", "").put("SSHPort", 0).put("SSHKeyPath", "");
            base.put("StorePath", context.storePath().toString());
            base.put("SwarmMaster", false).put("SwarmHost", "").put("SwarmDiscovery", "");
            load(base);
        }
    }

    private Object call(Method method) {
        ensureConfigured();
        return calls.call(method, RpcValue.nothing());
    }

    private String text(Method method) {
        if (call(method) instanceof String text) {
            return text;
        }
        throw wrongType(method, "string");
    }

    private long number(Method method) {
        if (call(method) instanceof Long number) {
            return number;
        }
        throw wrongType(method, "number");
    }

    private static JmException wrongType(Method method, String wanted) {
        return new JmException("the plugin's response to " + method.wireName() + " is not a " + wanted);
    }

    @Override
    public String driverName() {
        return text(Method.DRIVER_NAME);
    }

    @Override
    public String machineName() {
        return text(Method.GET_MACHINE_NAME);
    }

    @Override
    public List<CreateFlag> createFlags() {
        Set<String> unknown = new TreeSet<>();
        List<CreateFlag> flags = PluginFlags.read(call(Method.GET_CREATE_FLAGS), unknown::add);
        if (!unknown.isEmpty()) {
            String types = String.join("\", \"", unknown);
            context.console()
                    .warn("The driver has options of an unknown type, which are ignored: \""
                            + DriverResponses.shortened(types) + "\"");
        }
        return flags;
    }

    @Override
    public void configure(DriverOptions options) {
        ensureConfigured();
        calls.call(Method.SET_CONFIG_FROM_FLAGS, PluginFlags.write(options, calls.flagsName()));
    }

    @Override
    public void preCreateCheck() {
        call(Method.PRE_CREATE_CHECK);
    }

    @Override
    public void create() {
        call(Method.CREATE);
    }

    @Override
    public void start() {
        call(Method.START);
    }

    @Override
    public void stop() {
        call(Method.STOP);
    }

    @Override
    public void restart() {
        call(Method.RESTART);
    }

    @Override
    public void kill() {
        call(Method.KILL);
    }

    /** An instance that the provider no longer knows is removed, which plugins report as an error. */
    @Override
    public void remove() {
        try {
            call(Method.REMOVE);
        } catch (JmException e) {
            if (!isGone(e)) {
                throw e;
            }
        }
    }

    private static boolean isGone(JmException failure) {
        boolean answered = !(failure instanceof ConnectionEndedException || failure instanceof CallTimeoutException);
        return answered && GoneInstance.matches(failure.getMessage());
    }

    @Override
    public MachineState state() {
        MachineState[] states = MachineState.values();
        long number = number(Method.GET_STATE);
        return number >= 0 && number < states.length ? states[(int) number] : MachineState.NONE;
    }

    @Override
    public Existence existence() {
        try {
            MachineState state = state();
            return state == MachineState.NONE || state == MachineState.ERROR ? Existence.UNKNOWN : Existence.EXISTS;
        } catch (JmException e) {
            if (!isGone(e)) {
                throw e;
            }
            requireOwnAccount(e);
            return Existence.GONE;
        }
    }

    /** What another account does not know is not gone. The account is the machine's if a secret of it is on record. */
    private void requireOwnAccount(JmException gone) {
        List<CreateFlag> flags = PluginFlags.read(call(Method.GET_CREATE_FLAGS), type -> {});
        if (!RecordedAccount.isShown(flags, config())) {
            throw new JmException(
                    "the driver reports \"" + DriverResponses.shortened(gone.getMessage()) + "\", but its credentials"
                            + " are not on record and may be of another account; if the machine is gone, remove it by"
                            + " its name",
                    gone);
        }
    }

    @Override
    public String url() {
        return text(Method.GET_URL);
    }

    /** Returns the IPv6 address if there is no other, which Rancher's drivers support. */
    @Override
    public String ip() {
        try {
            return text(Method.GET_IP);
        } catch (JmException e) {
            String ipv6 = ipv6();
            if (ipv6.isEmpty()) {
                throw e;
            }
            return ipv6;
        }
    }

    private String ipv6() {
        try {
            return text(Method.GET_IPV6);
        } catch (JmException e) {
            // most drivers have no such method
            return "";
        }
    }

    @Override
    public String sshHostname() {
        return text(Method.GET_SSH_HOSTNAME);
    }

    @Override
    public int sshPort() {
        return (int) Math.max(Math.min(number(Method.GET_SSH_PORT), Integer.MAX_VALUE), Integer.MIN_VALUE);
    }

    @Override
    public String sshUsername() {
        return text(Method.GET_SSH_USERNAME);
    }

    @Override
    public String sshKeyPath() {
        return text(Method.GET_SSH_KEY_PATH);
    }

    /** Returns the plugin's configuration; of a plugin that has exited, the last known one. */
    @Override
    public synchronized ObjectNode config() {
        ensureConfigured();
        if (calls.ended() && lastConfig != null) {
            return lastConfig.deepCopy();
        }
        Object answer = call(Method.GET_CONFIG_RAW);
        if (answer instanceof byte[] large && large.length > Limits.DRIVER_CONFIG) {
            throw new JmException("the driver's configuration is larger than " + (Limits.DRIVER_CONFIG >> 10) + " KiB");
        }
        if (answer instanceof byte[] json && JsonReader.read(json) instanceof ObjectNode config) {
            lastConfig = config.deepCopy();
            return config;
        }
        throw new JmException("the driver's configuration is not a JSON object");
    }

    @Override
    public synchronized void load(ObjectNode config) {
        byte[] json = GoJsonWriter.compact(config).getBytes(StandardCharsets.UTF_8);
        calls.call(Method.SET_CONFIG_RAW, RpcValue.bytes(json));
        lastConfig = config.deepCopy();
    }

    @Override
    public Capabilities capabilities() {
        return UNPROVISIONED.contains(driverName())
                ? new Capabilities(false, true, true, false)
                : Capabilities.INSTANCE;
    }

    @Override
    public void close() {
        calls.close();
    }
}
