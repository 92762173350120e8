package io.jm.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jm.cli.Context;
import io.jm.cli.LiveContext;
import io.jm.driver.Capabilities;
import io.jm.driver.CreateFlag;
import io.jm.driver.Driver;
import io.jm.driver.DriverContext;
import io.jm.os.Environment;
import io.jm.testkit.IdleDriver;
import io.jm.testkit.Jm;
import io.jm.testkit.OwnDrivers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/apply.md, from the first to the last, with drivers that have the real options and do nothing. */
class ApplyGuideTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(yaml|console)\n(.*?)^```$");

    private static final class Idle extends IdleDriver {
        private final List<CreateFlag> flags;

        Idle(DriverContext context, List<CreateFlag> flags) {
            super(context);
            this.flags = flags;
        }

        @Override
        public List<CreateFlag> createFlags() {
            return flags;
        }

        @Override
        public Capabilities capabilities() {
            return Capabilities.RECORD;
        }
    }

    private static Context idle(Context real) {
        return new OwnDrivers(real, (name, context) -> {
            try (Driver driver = real.drivers().open(name, context)) {
                return new Idle(context, driver.createFlags());
            }
        });
    }

    @Test
    void theExamplesAreTrue(@TempDir Path root) throws IOException {
        Map<String, String> variables = Map.of(
                "MACHINE_STORAGE_PATH",
                root.resolve("store").toString(),
                "DOCKER_CONFIG",
                root.resolve("docker").toString(),
                "HOME",
                root.toString(),
                "DIGITALOCEAN_ACCESS_TOKEN",
                "s3cret");
        Jm jm = new Jm(
                new Environment(variables, root, "jm", false),
                new Commands(),
                (effective, console, globals, line) -> idle(new LiveContext(effective, console, globals, line)));
        Matcher blocks = BLOCK.matcher(Files.readString(Path.of("docs/apply.md")));
        int commands = 0;
        while (blocks.find()) {
            if (blocks.group(1).equals("yaml")) {
                Files.writeString(root.resolve("machines.yaml"), blocks.group(2));
                continue;
            }
            for (String session : blocks.group(2).split("(?m)^\\$ jm ")) {
                if (!session.isEmpty()) {
                    int end = session.indexOf('\n');
                    String line = session.substring(0, end);
                    assertEquals(
                            session.substring(end + 1),
                            jm.run(List.of(line.split(" "))).succeeded().out(),
                            line);
                    commands++;
                }
            }
        }
        assertEquals(4, commands);
    }
}
