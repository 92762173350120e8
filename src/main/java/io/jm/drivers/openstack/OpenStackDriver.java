package io.jm.drivers.openstack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.cloud.ApiClient;
import io.jm.cloud.Cleanup;
import io.jm.cloud.CloudServices;
import io.jm.cloud.RetryPolicy;
import io.jm.driver.Capabilities;
import io.jm.driver.CreateFlag;
import io.jm.driver.DriverBase;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverOptions;
import io.jm.driver.Existence;
import io.jm.driver.MachineState;
import io.jm.text.Excerpt;
import io.jm.text.HostPort;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server of an OpenStack cloud. */
public final class OpenStackDriver extends DriverBase {
    private static final int RETRIES = 4;
    private static final Duration FIRST_DELAY = Duration.ofMillis(500);
    private static final Duration MAX_DELAY = Duration.ofSeconds(20);
    private static final Duration TOTAL = Duration.ofMinutes(2);
    private static final Duration REMOVE_TIMEOUT = Duration.ofSeconds(120);
    /** How long an answer of the cloud is still the state of the server. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final CloudServices services;
    private final OpenStackConfig config = new OpenStackConfig(fields);

    private @Nullable LoginValues given;
    private String metadata = "";
    private boolean reuse;
    private @Nullable OpenStackClient client;
    private @Nullable Login login;
    private @Nullable Server last;
    private long asked;
    private String stateReason = "";

    public OpenStackDriver(DriverContext context, CloudServices services) {
        super(context);
        this.services = services;
        config.putDefaults();
    }

    @Override
    public String driverName() {
        return "openstack";
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.INSTANCE;
    }

    @Override
    public List<CreateFlag> createFlags() {
        return OpenStackFlags.all();
    }

    @Override
    public void configure(DriverOptions options) {
        recordSwarm(options);
        given = new Configuration(config, options, context.environment()).run();
        // neither is stored: they matter until the server is made
        metadata = options.text(OpenStackFlags.METADATA);
        reuse = options.isSet(OpenStackFlags.POOL_REUSE);
    }

    @Override
    public ObjectNode config() {
        return config.stored();
    }

    @Override
    public String sshKeySource() {
        return config.isSet(OpenStackConfig.EXISTING_KEY) ? config.text(OpenStackConfig.PRIVATE_KEY) : "";
    }

    @Override
    public void preCreateCheck() {
        if (Identity.isVersion2(values().get(LoginKey.AUTH_URL))) {
            context.say("The cloud is asked by version 3 of the identity API, since version 2 is no longer in use");
        }
        boolean own = config.isSet(OpenStackConfig.EXISTING_KEY);
        if (own) {
            KeyStep.privateKey(config);
        }
        new Names(cloud(), config).check();
        if (own) {
            KeyStep.own(cloud(), config);
        }
    }

    /**
     * In another project nothing of the machine is found, which would count as gone. This also logs in once before the
     * steps, each of which would send a wrong password again.
     */
    private void requireOwnProject() {
        String recorded = config.text(LoginKey.PROJECT_ID.field());
        String project = cloud().projectId();
        if (!recorded.isEmpty() && !project.isEmpty() && !recorded.equals(project)) {
            throw new JmException("the log-in is to the project " + Excerpt.line(project) + ", but the machine is in "
                    + Excerpt.line(recorded) + ": log in to that project, or forget the machine with rm -f");
        }
    }

    @Override
    public void create() {
        if (Leftovers.areAny(config)) {
            requireOwnProject();
        }
        new Steps(context, cloud(), config, metadata, reuse, this::save).run();
        last = null;
    }

    @Override
    public void remove() {
        context.say("Deleting OpenStack instance...");
        if (!config.has(OpenStackConfig.SERVER_ID)) {
            context.say("Missing instance ID, this is likely due to a failure during machine creation");
        }
        if (Leftovers.areAny(config)) {
            requireOwnProject();
            Leftovers leftovers =
                    new Leftovers(cloud(), config, context.machineName(), context.ticker(), this::save, context::say);
            Cleanup cleanup = leftovers.delete(REMOVE_TIMEOUT);
            leftovers.missing().forEach(missing -> context.say(missing + ". If it comes later, it is on no record"));
            cleanup.finish();
        }
    }

    @Override
    public MachineState state() {
        stateReason = "";
        Server server = ask();
        if (server.is(Server.ERROR)) {
            stateReason = server.fault();
        } else if (server.state() == MachineState.NONE) {
            stateReason = server.status();
        }
        return server.state();
    }

    @Override
    public Existence existence() {
        if (!config.has(OpenStackConfig.SERVER_ID)) {
            return Existence.UNKNOWN;
        }
        if (cloud().compute().find(id()) != null) {
            return Existence.EXISTS;
        }
        requireOwnProject();
        if (!config.login().hasProject()) {
            throw new JmException(
                    "server " + Excerpt.line(id()) + " not found, but it is not on record in which project the"
                            + " machine is; if it is gone, remove the machine by its name");
        }
        return Existence.GONE;
    }

    @Override
    public String stateReason() {
        return stateReason;
    }

    @Override
    public String url() {
        Server server = recent();
        if (server.state() != MachineState.RUNNING) {
            throw new JmException("Host is not running");
        }
        refreshAddress(server);
        return "tcp://" + HostPort.join(ip(), DEFAULT_ENGINE_PORT);
    }

    /** The recorded address; the cloud is asked if there is none. */
    @Override
    public String ip() {
        if (!config.has(OpenStackConfig.ADDRESS) && config.has(OpenStackConfig.SERVER_ID)) {
            refreshAddress(recent());
            if (!config.has(OpenStackConfig.ADDRESS)) {
                throw new JmException("No IP found for the machine");
            }
        }
        return super.ip();
    }

    /** Takes over another address than the recorded one, if that is no longer the server's. */
    private void refreshAddress(Server server) {
        String address = Steps.address(server, config);
        if (!address.isEmpty() && !server.hasAddress(config.text(OpenStackConfig.ADDRESS))) {
            config.put(OpenStackConfig.ADDRESS, address);
        }
    }

    @Override
    public String sshUsername() {
        return config.has(OpenStackConfig.SSH_USER) ? config.text(OpenStackConfig.SSH_USER) : "root";
    }

    @Override
    public void start() {
        Server server = recent();
        power().start(server);
        refreshAddress(server);
        last = null;
    }

    @Override
    public void stop() {
        power().stop(id());
        last = null;
    }

    @Override
    public void kill() {
        power().kill(id());
        last = null;
    }

    @Override
    public void restart() {
        power().restart(id());
        last = null;
    }

    private PowerActions power() {
        return new PowerActions(cloud().compute(), context.ticker());
    }

    private String id() {
        String id = config.text(OpenStackConfig.SERVER_ID);
        if (id.isEmpty()) {
            throw new JmException("Missing instance ID, this is likely due to a failure during machine creation");
        }
        return id;
    }

    /** Returns what the cloud said a moment ago, or asks. */
    private Server recent() {
        Server known = last;
        boolean fresh = known != null && context.ticker().nanos() - asked < FRESH.toNanos();
        return known != null && fresh ? known : ask();
    }

    private Server ask() {
        String id = id();
        Server server = context.bulk() ? servers().byId().get(id) : null;
        if (server == null) {
            server = cloud().compute().find(id);
        }
        if (server == null || server.isDeleted()) {
            throw new JmException("server " + Excerpt.line(id) + " not found");
        }
        last = server;
        asked = context.ticker().nanos();
        return server;
    }

    /** Returns all servers of the project, for which the machines of a listing ask once. */
    private Servers servers() {
        Compute compute = cloud().compute();
        String key = "openstack servers " + (login == null ? "" : login.digest());
        return services.answers().get(key, Servers.class, () -> Servers.of(compute.servers()));
    }

    private Cloud cloud() {
        if (client == null) {
            client = newClient();
        }
        return new Cloud(client);
    }

    private OpenStackClient newClient() {
        LoginValues values = values();
        LoginValues second = given == null ? new Credentials(context.environment()).afterRefusal(values) : values;
        Duration total = context.timeout().compareTo(TOTAL) < 0 ? context.timeout() : TOTAL;
        ApiClient api = new ApiClient(
                services.transport(new Trust(context.environment(), context::say).context(values)),
                new OpenStackDialect(context.ticker()),
                new RetryPolicy(RETRIES, FIRST_DELAY, MAX_DELAY, total),
                context.ticker(),
                context::trace);
        login = new Login(api, values, second, context.bulk() ? services.answers() : null);
        return new OpenStackClient(api, login);
    }

    private LoginValues values() {
        return given != null
                ? given
                : new Credentials(context.environment()).forStored(config.login(), config.text(OpenStackConfig.CLOUD));
    }
}
