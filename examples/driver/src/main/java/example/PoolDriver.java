package example;

import io.jm.base.JmException;
import io.jm.driver.Capabilities;
import io.jm.driver.CreateFlag;
import io.jm.driver.Driver;
import io.jm.driver.DriverBase;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverOptions;
import io.jm.driver.DriverProvider;
import io.jm.driver.MachineState;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A machine is an engine of a list that several people share, and nobody else gets it as long as the machine exists. */
public final class PoolDriver extends DriverBase {
    /** What the jar's services file names. */
    public static final class Provider implements DriverProvider {
        @Override
        public String name() {
            return "pool";
        }

        @Override
        public Driver open(DriverContext context) {
            return new PoolDriver(context);
        }
    }

    private PoolDriver(DriverContext context) {
        super(context);
        fields.put("Pool", "").put("Engine", "");
    }

    @Override
    public String driverName() {
        return "pool";
    }

    /** The engines run already: there is nothing to log in to, and nothing to install. */
    @Override
    public Capabilities capabilities() {
        return Capabilities.RECORD;
    }

    @Override
    public List<CreateFlag> createFlags() {
        return List.of(new CreateFlag.Text("pool-file", "File with the URL of an engine in each line", "POOL_FILE", ""));
    }

    @Override
    public void configure(DriverOptions options) {
        if (options.text("pool-file").isEmpty()) {
            throw new JmException("The driver pool needs the option --pool-file");
        }
        Path file = context.environment().workingDirectory().resolve(options.text("pool-file"));
        fields.put("Pool", file.toString());
    }

    @Override
    public void preCreateCheck() {
        engines();
    }

    /** The mark is made before the engine is recorded, and by one call, so that two machines never get the same one. */
    @Override
    public void create() {
        for (String engine : engines()) {
            try {
                Path mark = mark(engine);
                Files.createDirectories(mark.getParent());
                Files.writeString(Files.createFile(mark), machineName() + "\n");
                fields.put("Engine", engine);
                context.say("The engine is " + engine);
                return;
            } catch (FileAlreadyExistsException e) {
                // another machine has this engine
            } catch (IOException e) {
                throw new JmException("Cannot mark " + engine + " in " + text("Pool") + ".taken: " + e.getMessage());
            }
        }
        throw new JmException("All engines in " + text("Pool") + " are taken; jm rm gives one back");
    }

    @Override
    public void remove() {
        if (text("Engine").isEmpty()) {
            return;
        }
        try {
            Files.deleteIfExists(mark(text("Engine")));
        } catch (IOException e) {
            throw new JmException("Cannot give " + text("Engine") + " back: " + e.getMessage());
        }
    }

    private List<String> engines() {
        try {
            return Files.readAllLines(Path.of(text("Pool"))).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new JmException("Cannot read the list of engines: " + e.getMessage());
        }
    }

    private Path mark(String engine) {
        return Path.of(text("Pool") + ".taken", engine.replaceAll("[^A-Za-z0-9.]+", "-"));
    }

    @Override
    public MachineState state() {
        return MachineState.RUNNING;
    }

    @Override
    public String url() {
        return text("Engine");
    }

    @Override
    public void start() {}

    @Override
    public void stop() {
        throw new JmException("An engine of a pool cannot be stopped");
    }

    @Override
    public void restart() {
        stop();
    }

    @Override
    public void kill() {
        stop();
    }

    @Override
    public String ip() {
        throw new JmException("The driver pool knows URLs only");
    }

    @Override
    public String sshHostname() {
        return "";
    }

    @Override
    public int sshPort() {
        return DEFAULT_SSH_PORT;
    }
}
