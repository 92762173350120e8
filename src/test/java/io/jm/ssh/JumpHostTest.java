package io.jm.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import java.util.List;
import org.junit.jupiter.api.Test;

class JumpHostTest {
    @Test
    void readsUsersHostsAndPorts() {
        assertEquals(
                List.of(
                        new JumpHost("", "bastion", 0),
                        new JumpHost("ops", "b.example.com", 2222),
                        new JumpHost("me@corp", "192.0.2.1", 0),
                        new JumpHost("", "fd00::1", 0),
                        new JumpHost("ops", "fe80::1%eth0", 22),
                        new JumpHost("u", "h", 65535)),
                JumpHost.parse(
                        "bastion,ops@b.example.com:2222,me@corp@192.0.2.1,fd00::1,ops@[fe80::1%eth0]:22,ssh://u@h:65535"));
    }

    @Test
    void writesWhatItReads() {
        for (String text : List.of("bastion", "ops@b:2222,[fd00::1]:22", "[fd00::1]", "a,b,c,d,e,f,g,h")) {
            assertEquals(text, JumpHost.text(JumpHost.parse(text)));
        }
    }

    @Test
    void refusesWhatIsNoHost() {
        for (String text : List.of(
                "",
                " ",
                "a b",
                "a,",
                ",a",
                "-oProxyCommand=x",
                "u@-h",
                "-u@h",
                "@h",
                "u@",
                "h:",
                "h:0",
                "h:65536",
                "h:x",
                "h:99999999999",
                "[fd00::1",
                "[fd00::1]x",
                "[fd00::1]:",
                "h;id",
                "$(id)",
                "u'x@h",
                "h\nx",
                "h\u0000",
                "a,,b",
                "h\"",
                "ü",
                "h\\x")) {
            JmException e = assertThrows(JmException.class, () -> JumpHost.parse(text), text);
            assertTrue(e.getMessage().startsWith("invalid jump host \""), e.getMessage());
        }
    }

    @Test
    void hasALimit() {
        assertEquals(
                "too many jump hosts: at most 8 on the way to a machine",
                assertThrows(JmException.class, () -> JumpHost.parse("a,b,c,d,e,f,g,h,i"))
                        .getMessage());
        String name = "h".repeat(1001);
        assertEquals(
                "invalid jump hosts: more than 1000 characters",
                assertThrows(JmException.class, () -> JumpHost.parse(name)).getMessage());
    }
}
