package io.jm.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jm.go.json.JsonReader;
import io.jm.os.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** jm as a plugin of a client in Go. */
class PluginServerTest {
    @TempDir
    Path directory;

    private static List<String> jm() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.jm.Main");
    }

    @Test
    @EnabledIf("io.jm.plugin.GoPrograms#canBeBuilt")
    void servesTheNoneDriverToGo() throws IOException {
        Files.createDirectories(directory.resolve("machines/box"));
        List<String> command =
                new ArrayList<>(List.of(GoPrograms.build("client").toString(), directory.toString()));
        command.addAll(jm());
        assertEquals(
                """
                version 1
                flags none-ssh-key string, none-ssh-port int, none-ssh-user string, none-tls string, \
                none-tls-ca string, none-tls-cert string, none-tls-key string, url string
                without url: --url option is required when no driver is selected
                DriverName none
                GetMachineName box
                GetURL tcp://192.0.2.1:2376
                GetIP 192.0.2.1:2376
                state 1
                stop: hosts without a driver cannot be stopped
                unknown: rpc: can't find method RPCServerDriver.Upgrade
                other: rpc: can't find service Other.Method
                {"IPAddress":"192.0.2.1:2376","MachineName":"box","SSHUser":"","SSHPort":0,"SSHKeyPath":"",\
                "StorePath":"{STORE}","SwarmMaster":false,"SwarmHost":"","SwarmDiscovery":"",\
                "URL":"tcp://192.0.2.1:2376"}
                ended <nil>
                """,
                new String(Programs.capture(command, new byte[0]).output(), StandardCharsets.UTF_8)
                        .replace(directory.toString(), "{STORE}"));
        assertEquals(
                "2222",
                JsonReader.read(Files.readAllBytes(directory.resolve("machines/box/jm.json")))
                        .at("/none/ssh/port")
                        .asText());
    }

    @Test
    void reportsAnUnsupportedDriver() throws Exception {
        List<String> command =
                new ArrayList<>(List.of("env", "MACHINE_PLUGIN_TOKEN=42", "MACHINE_PLUGIN_DRIVER_NAME=azure"));
        command.addAll(jm());
        Programs.Outcome outcome = Programs.capture(command, new byte[0]);
        assertEquals("Unsupported driver: azure\n", new String(outcome.output(), StandardCharsets.UTF_8));
        assertEquals(1, outcome.status());
    }
}
