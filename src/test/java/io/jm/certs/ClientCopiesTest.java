package io.jm.certs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jm.engine.EngineTls;
import io.jm.machine.CertPathFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientCopiesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private EngineTls client(String key) {
        Path certs = folder.resolve("certs");
        return new EngineTls(certs.resolve("ca.pem"), certs.resolve("cert.pem"), certs.resolve(key));
    }

    @BeforeEach
    void certificates() throws IOException {
        Files.createDirectories(folder.resolve("certs"));
        for (CertPathFile file : CertPathFile.values()) {
            Files.writeString(folder.resolve("certs").resolve(file.fileName()), file.name());
        }
    }

    @Test
    void addsWhatIsMissing() throws IOException {
        Path machine = Files.createDirectories(folder.resolve("m"));
        assertEquals(machine, new ClientCopies(client("key.pem"), machine).provide());
        assertEquals("KEY", Files.readString(machine.resolve("key.pem")));
    }

    @Test
    void namesTheSourcesWhereNothingCanBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("full"), "");
        assertEquals(folder.resolve("certs"), new ClientCopies(client("key.pem"), file.resolve("m")).provide());
    }

    @Test
    void namesOnlyADirectoryWithTheNamesThatClientsExpect() throws IOException {
        Files.writeString(folder.resolve("certs/other.pem"), "KEY");
        Path file = Files.writeString(folder.resolve("full"), "");
        assertEquals(file.resolve("m"), new ClientCopies(client("other.pem"), file.resolve("m")).provide());
    }
}
