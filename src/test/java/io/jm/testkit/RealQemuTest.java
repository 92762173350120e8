package io.jm.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jm.os.Environment;
import io.jm.os.Programs;
import java.nio.file.Path;
import java.util.Objects;

/** The contract with the QEMU of this computer, if it has one. */
class RealQemuTest extends QemuContract {
    @Override
    Path program(String name) {
        Path found = Programs.find(Environment.system(), name);
        assumeTrue(found != null, name + " is not installed");
        return Objects.requireNonNull(found);
    }
}
