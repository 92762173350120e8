package io.jm.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jm.base.JmException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineUrlTest {
    /** As the docker client 28.2 accepts them. */
    @ParameterizedTest
    @CsvSource({
        "tcp://h:2376, tcp://h:2376",
        "TCP://h:2376, tcp://h:2376",
        "http://h:2375, tcp://h:2375",
        "http://h, tcp://h:80",
        "https://h, tcp://h:443",
        "https://h:2376/, tcp://h:2376",
        "https://h:2376/base?x=/y#z, tcp://h:2376/base",
        "https://h?x=/y, tcp://h:443",
        "https://me:secret@h:1/a@b, tcp://h:1/a@b",
        "http://[::1]:2375, tcp://[::1]:2375",
        "http://[::1], tcp://[::1]:80",
        "UNIX:///s, unix:///s",
        "ssh://me@h:22, ssh://me@h:22",
        "npipe:////./pipe/docker_engine, npipe:////./pipe/docker_engine",
        "fd://3, fd://3",
        "foo, foo",
        "foo://x, foo://x",
    })
    void convertsToDockerHost(String url, String dockerHost) {
        assertEquals(dockerHost, EngineUrl.of(url).dockerHost());
    }

    @ParameterizedTest
    @CsvSource({
        "tcp://h:1, true, true, h",
        "https://h:1, true, true, h",
        "h, true, true, ''",
        "http://h:1, false, true, h",
        "unix:///s, false, true, ''",
        "ssh://me@h, false, false, h",
        "npipe:////./pipe/x, false, false, ''",
        "fd://, false, false, ''",
        "foo://h, true, false, h",
    })
    void interpretsTheScheme(String url, boolean tls, boolean reachable, String host) {
        EngineUrl address = EngineUrl.of(url);
        assertEquals(tls, address.usesTls());
        assertEquals(reachable, address.isReachable());
        assertEquals(host, address.host());
    }

    @Test
    void returnsUserAndPortForSsh() {
        EngineUrl address = EngineUrl.of("ssh://me%40corp@[::1]:2222/run/docker.sock");
        assertEquals("me@corp", address.sshUser());
        assertEquals(2222, address.sshPort());
        assertEquals("::1", address.host());
        assertEquals(0, EngineUrl.of("ssh://h").sshPort());
        assertEquals("", EngineUrl.of("tcp://me@h:2376").sshUser());
        assertEquals(0, EngineUrl.of("tcp://me@h:2376").sshPort());
    }

    @Test
    void removesTls() {
        assertEquals("http://h:1", EngineUrl.of("tcp://h:1").withoutTls().text());
        assertEquals("http://h:1", EngineUrl.of("https://h:1").withoutTls().text());
        assertEquals("unix:///s", EngineUrl.of("unix:///s").withoutTls().text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tcp://h:70000 | parse \"tcp://h:70000\": invalid port 70000: ports are numbers from 1 to 65535",
                "tcp://h:99999999999999999999999 | parse \"tcp://h:99999999999999999999999\": invalid port"
                        + " 99999999999999999999…: ports are numbers from 1 to 65535",
                "ssh://me:secret@h | an ssh:// address must not contain a password; log in with a key",
            })
    void rejectsWhatNoClientCanUse(String url, String reason) {
        EngineUrl address = EngineUrl.of(url);
        assertEquals(reason, assertThrows(JmException.class, address::check).getMessage());
    }
}
