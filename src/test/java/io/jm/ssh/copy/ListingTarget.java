package io.jm.ssh.copy;

import io.jm.fuzz.FuzzTarget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Fuzz target: the output of {@code ls} on a machine. */
public final class ListingTarget implements FuzzTarget {
    private static final String MARK = "jm-1";

    @Override
    public String name() {
        return "listing";
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                bytes("Welcome\n" + MARK + "-rw-r--r-- 1 0 0 1234 Jan  1 00:00 /etc/hosts\n" + MARK + "0;"),
                bytes(MARK + "drwxr-sr-t+ 12 1000 4294967295 4096 Jan  1  2020 a\nb\n" + MARK + "0;"),
                bytes(MARK + "brw-rw---- 1 0 6 8, 0 Jan  1 00:00 /dev/sda\n" + MARK + "0;"),
                bytes(MARK + MARK + "1;"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public List<String> dictionary() {
        return List.of(
                MARK,
                "jm-",
                "0;",
                "999;",
                "-",
                "d",
                "99999999999999999999",
                "4294967296",
                "-1",
                "\0",
                "rwx",
                " ",
                "\n");
    }

    @Override
    public String parse(byte[] input) {
        try (MarkedInput in = new MarkedInput(new ByteArrayInputStream(input), MARK)) {
            String printed = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return in.hasStarted() + " " + in.status() + in.greeting().length() + ShellFiles.parse(printed);
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
