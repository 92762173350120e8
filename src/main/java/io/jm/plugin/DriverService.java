package io.jm.plugin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.driver.Driver;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverFactory;
import io.jm.driver.DriverName;
import io.jm.go.gob.GobType;
import io.jm.go.json.GoJsonWriter;
import io.jm.go.json.JsonReader;
import io.jm.go.rpc.RpcService;
import io.jm.go.rpc.RpcValue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Serves one of jm's drivers with the methods of the plugin protocol. */
final class DriverService implements RpcService {
    private static final long API_VERSION = 1;

    private final DriverName driverName;
    private final DriverFactory drivers;
    private final DriverContext emptyContext;
    private final BlockingQueue<Method> signals = new LinkedBlockingQueue<>();
    private volatile Driver driver;

    DriverService(DriverName driverName, DriverFactory drivers, DriverContext emptyContext) {
        this.driverName = driverName;
        this.drivers = drivers;
        this.emptyContext = emptyContext;
        this.driver = drivers.open(driverName, emptyContext);
    }

    /** Waits until the client calls Close; returns false if there is no heartbeat for {@code seconds}. */
    boolean awaitClose(long seconds) throws InterruptedException {
        Method signal;
        do {
            signal = signals.poll(seconds, TimeUnit.SECONDS);
        } while (signal == Method.HEARTBEAT);
        return signal == Method.CLOSE;
    }

    @Override
    public Map<String, GobType> registered() {
        return ProtocolTypes.registered();
    }

    @Override
    public RpcValue call(String name, Object argument) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            throw new JmException("rpc: service/method request ill-formed: " + name);
        }
        String service = name.substring(0, dot);
        if (!service.equals(PluginCalls.SERVICE) && !service.equals(PluginCalls.OLD_SERVICE)) {
            throw new JmException("rpc: can't find service " + name);
        }
        Method method = Method.named(name.substring(dot + 1));
        if (method == null) {
            throw new JmException("rpc: can't find method " + name);
        }
        return call(method, argument);
    }

    private RpcValue call(Method method, Object argument) {
        return switch (method) {
            case GET_VERSION -> RpcValue.number(API_VERSION);
            case SET_CONFIG_RAW -> done(() -> load(argument));
            case GET_CONFIG_RAW ->
                RpcValue.bytes(GoJsonWriter.compact(driver.config()).getBytes(StandardCharsets.UTF_8));
            case GET_CREATE_FLAGS -> PluginFlags.write(driver.createFlags());
            case SET_CONFIG_FROM_FLAGS -> done(() -> driver.configure(PluginFlags.options(argument)));
            case DRIVER_NAME -> RpcValue.text(driver.driverName());
            case GET_MACHINE_NAME -> RpcValue.text(driver.machineName());
            case GET_IP -> RpcValue.text(driver.ip());
            case GET_URL -> RpcValue.text(driver.url());
            case GET_STATE -> RpcValue.number(driver.state().ordinal());
            case GET_SSH_HOSTNAME -> RpcValue.text(driver.sshHostname());
            case GET_SSH_PORT -> RpcValue.number(driver.sshPort());
            case GET_SSH_USERNAME -> RpcValue.text(driver.sshUsername());
            case GET_SSH_KEY_PATH -> RpcValue.text(driver.sshKeyPath());
            case PRE_CREATE_CHECK -> done(driver::preCreateCheck);
            case CREATE -> done(driver::create);
            case START -> done(driver::start);
            case STOP -> done(driver::stop);
            case RESTART -> done(driver::restart);
            case KILL -> done(driver::kill);
            case REMOVE -> done(driver::remove);
            case HEARTBEAT -> done(() -> signals.add(Method.HEARTBEAT));
            case CLOSE -> done(driver::close);
            case GET_IPV6 -> throw new JmException("rpc: can't find method " + PluginCalls.SERVICE + ".GetIPv6");
        };
    }

    private static RpcValue done(Runnable action) {
        action.run();
        return RpcValue.nothing();
    }

    /** Opens the driver again for the machine in the configuration, and loads it. */
    private void load(Object argument) {
        if (!(argument instanceof byte[] json) || !(JsonReader.read(json) instanceof ObjectNode config)) {
            throw new JmException("the driver's configuration is not a JSON object");
        }
        String machine = config.path("MachineName").asText();
        Path store = Path.of(config.path("StorePath").asText());
        Driver loaded = drivers.open(
                driverName,
                new DriverContext(
                        machine,
                        emptyContext.environment().workingDirectory().resolve(store),
                        emptyContext.console(),
                        emptyContext.environment(),
                        emptyContext.ticker(),
                        DriverContext.ENDLESS,
                        "",
                        false));
        loaded.load(config);
        driver = loaded;
    }

    @Override
    public void answered(String name) {
        if (name.endsWith("." + Method.CLOSE.wireName())) {
            signals.add(Method.CLOSE);
        }
    }
}
