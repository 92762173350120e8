package io.jm.drivers.qemu.share;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jm.driver.SharedDirectory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShareArgumentsTest {
    @TempDir
    Path directory;

    @Test
    void virtiofsSharesTheMachinesMemory() {
        assertEquals(
                List.of(
                        "-object",
                        "memory-backend-memfd,id=mem,size=2048M,share=on",
                        "-numa",
                        "node,memdev=mem",
                        "-chardev",
                        "socket,id=share-jm0,path=/a,,b.sock",
                        "-device",
                        "vhost-user-fs-pci,queue-size=1024,chardev=share-jm0,tag=jm0"),
                ShareArguments.virtioFs(List.of(share("jm0", "/h", false)), List.of(Path.of("/a,b.sock")), 2048));
        assertEquals(List.of(), ShareArguments.virtioFs(List.of(), List.of(), 2048));
    }

    @Test
    void ninePIsServedByQemuItself() {
        assertEquals(
                List.of(
                        "-virtfs",
                        "local,id=share-jm0,path=/a b,,c,mount_tag=jm0,security_model=none,multidevs=remap",
                        "-virtfs",
                        "local,id=share-jm1,path=/d,mount_tag=jm1,security_model=none,multidevs=remap,readonly=on"),
                ShareArguments.nineP(List.of(share("jm0", "/a b,c", false), share("jm1", "/d", true))));
    }

    @Test
    void qemuAcceptsThem() throws Exception {
        Path qemu = Path.of("/usr/bin/qemu-system-x86_64");
        assumeTrue(Files.isExecutable(qemu), "QEMU is not installed");
        Path odd = Files.createDirectories(directory.resolve("a b,c"));
        List<String> command = new ArrayList<>(List.of(
                qemu.toString(),
                "-nodefaults",
                "-machine",
                "q35",
                "-accel",
                "tcg",
                "-m",
                "128M",
                "-display",
                "none",
                "-S"));
        command.addAll(ShareArguments.nineP(List.of(share("jm0", odd.toString(), true))));
        command.addAll(List.of("-monitor", "stdio"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().write("info qtree\nquit\n".getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        assertTrue(output.contains("mount_tag = \"jm0\""), output);
    }

    private static SharedDirectory share(String tag, String host, boolean readOnly) {
        return new SharedDirectory(tag, "any", Path.of(host), "/g", readOnly);
    }
}
