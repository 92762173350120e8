package io.jm.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserHostsTest {
    @TempDir
    private Path home;

    private Path ssh;

    @BeforeEach
    void makeDirectory() throws IOException {
        ssh = Files.createDirectory(home.resolve(".ssh"));
    }

    private Map<String, String> hosts() {
        return UserHosts.of(home, home.resolve("store/ssh_config"));
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(ssh.resolve(file).resolveSibling(""));
        Files.writeString(ssh.resolve(file), text);
    }

    @Test
    void aLineIsSplitAsOpenSshSplitsIt() {
        assertEquals(List.of("Host", "a", "b c"), UserHosts.tokens("  Host a \"b c\"  # comment\r"));
        assertEquals(List.of("host", "a=b"), UserHosts.tokens("host=a=b"));
        assertEquals(List.of("host", "a", "b"), UserHosts.tokens("host = a b"));
        assertEquals(List.of(), UserHosts.tokens("# Host a"));
        assertEquals(List.of(), UserHosts.tokens(""));
        assertEquals(List.of("Host", "a"), UserHosts.tokens("Host \"a"));
    }

    @Test
    void findsHostsWithTheirPlaces() throws IOException {
        write("config", "# mine\nHost box *.example !no web?\n  HostName 192.0.2.1\nHOST=other\nHost box\n");
        assertEquals(Map.of("box", ssh.resolve("config") + ":2", "other", ssh.resolve("config") + ":4"), hosts());
    }

    @Test
    void followsInclude() throws IOException {
        write("config", "Include config.d/*.conf ~/more\nInclude \"" + home.resolve("store/ssh_config") + "\"\n");
        write("config.d/a.conf", "Host one\n");
        write("config.d/b.conf", "Host two\nInclude config\n");
        write("config.d/.hidden.conf", "Host three\n");
        write("config.d/c.txt", "Host four\n");
        Files.writeString(home.resolve("more"), "Host five\n");
        write("../store/ssh_config", "Host ours\n");
        assertEquals(
                List.of("five", "one", "two"),
                hosts().keySet().stream().sorted().toList());
        assertEquals(ssh.resolve("config.d/a.conf") + ":1", hosts().get("one"));
    }

    @Test
    void oddFilesCountAsEmpty() throws IOException {
        assertEquals(Map.of(), hosts());
        write("config", "Include config.d [ \0 ~nobody/x /no/such/*/file\nHost \"\nHost after\n");
        Files.createDirectory(ssh.resolve("config.d"));
        assertEquals(List.of("after"), List.copyOf(hosts().keySet()));
        assertFalse(hosts().containsKey(""));
    }
}
