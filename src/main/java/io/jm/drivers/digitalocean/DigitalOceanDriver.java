package io.jm.drivers.digitalocean;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.cloud.ApiClient;
import io.jm.cloud.ApiException;
import io.jm.cloud.CloudServices;
import io.jm.cloud.RetryPolicy;
import io.jm.cloud.Transport;
import io.jm.driver.Capabilities;
import io.jm.driver.CreateFlag;
import io.jm.driver.DriverBase;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverOptions;
import io.jm.driver.Existence;
import io.jm.driver.MachineState;
import io.jm.text.HostPort;
import io.jm.text.Printable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A droplet of DigitalOcean, with a public address and an SSH key of its own. */
public final class DigitalOceanDriver extends DriverBase {
    private static final RetryPolicy PATIENT =
            new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(120));
    private static final RetryPolicy QUICK =
            new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(5));

    private final CloudServices cloud;
    /** One for all requests, so that connections are used again. */
    private final Transport transport;

    private final ProviderClock clock;
    private final DropletConfig config;
    private String stateReason = "";
    private boolean loaded;
    private @Nullable Token token;

    /** Makes the driver; it connects to the provider when it is asked to do something. */
    public DigitalOceanDriver(DriverContext context, CloudServices cloud) {
        super(context);
        this.cloud = cloud;
        this.transport = cloud.transport(null);
        this.clock = new ProviderClock(context.ticker());
        this.config = new DropletConfig(fields);
        config.putDefaults();
    }

    @Override
    public String driverName() {
        return "digitalocean";
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.INSTANCE;
    }

    @Override
    public List<CreateFlag> createFlags() {
        return DigitalOceanFlags.all();
    }

    @Override
    public void configure(DriverOptions options) {
        if (options.text(DigitalOceanFlags.ACCESS_TOKEN).isEmpty()) {
            throw new JmException("digitalocean driver requires the --" + DigitalOceanFlags.ACCESS_TOKEN + " option");
        }
        config.take(options);
        recordSwarm(options);
        token = null;
    }

    @Override
    public void load(ObjectNode stored) {
        super.load(stored);
        loaded = true;
        token = null;
    }

    @Override
    public String sshKeySource() {
        return config.key();
    }

    @Override
    public void preCreateCheck() {
        new PreCreateCheck(context, config, api(PATIENT)).run();
    }

    @Override
    public void create() {
        new DropletCreation(context, config, api(PATIENT), this::save).run();
    }

    @Override
    public void start() {
        actions().run("power_on");
    }

    @Override
    public void stop() {
        actions().run("shutdown");
    }

    @Override
    public void kill() {
        actions().run("power_off");
    }

    @Override
    public void restart() {
        actions().restart();
    }

    private DropletActions actions() {
        if (config.dropletId() < 1) {
            throw new JmException("id is invalid because cannot be less than 1");
        }
        return new DropletActions(api(PATIENT), context.ticker(), config.dropletId());
    }

    @Override
    public void remove() {
        new DropletRemoval(context, config, api(PATIENT), this::save)
                .run(PendingDroplets.LONGEST)
                .finish();
    }

    /** Also records the address if a create ended before it was known. */
    @Override
    public MachineState state() {
        stateReason = "";
        Droplet droplet = droplet();
        if (config.address().isEmpty()) {
            config.address(droplet.address());
        }
        MachineState state = droplet.state();
        if (state == MachineState.NONE) {
            stateReason = "the status of the droplet is \"" + Printable.excerpt(droplet.status(), 40) + "\"";
        }
        return state;
    }

    @Override
    public Existence existence() {
        long id = config.dropletId();
        if (id < 1) {
            return Existence.UNKNOWN;
        }
        DigitalOceanApi api = api(PATIENT);
        if (ApiException.ifFound(() -> api.droplet(id)) != null) {
            return Existence.EXISTS;
        }
        api.requireOwnAccount("droplet");
        return Existence.GONE;
    }

    @Override
    public String stateReason() {
        return stateReason;
    }

    private Droplet droplet() {
        long id = config.dropletId();
        if (id < 1) {
            throw new JmException("dropletID is invalid because cannot be less than 1");
        }
        DigitalOceanApi api = api(QUICK);
        if (context.bulk()) {
            Droplet listed =
                    AllDroplets.of(api, config.token(), cloud.answers()).byId().get(id);
            if (listed != null) {
                return listed;
            }
        }
        // one that is not listed is asked for alone, for the provider's own words
        return api.droplet(id);
    }

    @Override
    public String url() {
        if (state() != MachineState.RUNNING) {
            throw new JmException("Host is not running");
        }
        return "tcp://" + HostPort.join(ip(), DEFAULT_ENGINE_PORT);
    }

    private DigitalOceanApi api(RetryPolicy policy) {
        Token used = token();
        DigitalOceanDialect dialect = new DigitalOceanDialect(used, context.ticker());
        ApiClient client = new ApiClient(transport, dialect, policy, context.ticker(), context::trace);
        return new DigitalOceanApi(client, used, clock);
    }

    private Token token() {
        Token made = token;
        if (made == null) {
            made = new Token(config.token(), context, loaded);
            token = made;
        }
        return made;
    }
}
