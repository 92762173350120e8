package io.jm.drivers.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.os.Platform;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QemuArgumentsTest {
    private static final Platform LINUX = new Platform(Platform.System.LINUX, "amd64");
    private static final Platform MAC = new Platform(Platform.System.MACOS, "arm64");
    private static final Platform WINDOWS = new Platform(Platform.System.WINDOWS, "amd64");

    private final ObjectNode fields = JsonNodeFactory.instance.objectNode();
    private final QemuConfig config = config(fields);

    private static QemuConfig config(ObjectNode fields) {
        QemuConfig config = new QemuConfig(fields);
        config.putDefaults(2376);
        config.memory(2048);
        config.cpus(2);
        config.diskModes("default", "threads");
        config.accelerator("kvm");
        config.cpuType("host");
        config.listen("127.42.7.4");
        config.identity("52:54:00:01:02:03", "00000000-0000-4000-8000-000000000000");
        return config;
    }

    private List<String> arguments(Platform platform, @Nullable Firmware firmware, String directory) {
        QemuFiles files = new QemuFiles(Path.of(directory), Path.of(directory));
        return QemuArguments.of(config, files, "box", 2222, platform, firmware, List.of());
    }

    private String line(Platform platform) {
        return String.join(" ", arguments(platform, null, "/s/machines/box"));
    }

    @Test
    void aMachineOnLinuxHasItsDisksItsNetworkAndItsMonitors() {
        assertEquals(
                "-name jm-box -uuid 00000000-0000-4000-8000-000000000000 -nodefaults -no-user-config"
                        + " -machine q35,vmport=off -accel kvm -cpu host -smp 2,sockets=1,cores=2,threads=1 -m 2048M"
                        + " -display none -vga none -device virtio-rng-pci"
                        + " -device virtio-balloon-pci,free-page-reporting=on"
                        + " -blockdev driver=qcow2,node-name=disk,discard=unmap,detect-zeroes=unmap,file.driver=file,"
                        + "file.aio=threads,file.filename=/s/machines/box/disk.qcow2"
                        + " -device virtio-blk-pci,drive=disk,bootindex=1"
                        + " -blockdev driver=raw,node-name=seed,read-only=on,file.driver=file,"
                        + "file.filename=/s/machines/box/seed.img -device virtio-blk-pci,drive=seed"
                        + " -netdev user,id=net0,hostname=box,hostfwd=tcp:127.42.7.4:2222-:22,"
                        + "hostfwd=tcp:127.42.7.4:2376-:2376"
                        + " -device virtio-net-pci,netdev=net0,mac=52:54:00:01:02:03,romfile="
                        + " -chardev file,id=console,path=/s/machines/box/console.log -serial chardev:console"
                        + " -chardev socket,id=qmp,path=/s/machines/box/monitor,server=on,wait=off"
                        + " -mon chardev=qmp,mode=control"
                        + " -chardev socket,id=qmp2,path=/s/machines/box/monitor2,server=on,wait=off"
                        + " -mon chardev=qmp2,mode=control -pidfile /s/machines/box/qemu.pid -daemonize",
                line(LINUX));
    }

    @Test
    void theEngineListensInsideOnThePortThatIsForwarded() {
        config.enginePort(42_001);
        assertTrue(line(LINUX).contains("hostfwd=tcp:127.42.7.4:42001-:42001"));
    }

    @Test
    void commasInPathsAreDoubled() {
        assertTrue(String.join(" ", arguments(LINUX, null, "/a,b")).contains("file.filename=/a,,b/disk.qcow2"));
    }

    @Test
    void appleSiliconBootsByUefi() {
        config.accelerator("hvf");
        String line = String.join(
                " ", arguments(MAC, new Firmware(Path.of("/f/code.fd"), Path.of("/f/vars.fd")), "/s/machines/box"));
        assertTrue(line.contains("-machine virt,highmem=on -accel hvf -cpu host"), line);
        assertTrue(
                line.contains("-drive if=pflash,format=raw,readonly=on,file=/f/code.fd"
                        + " -drive if=pflash,format=raw,file=/s/machines/box/efivars.fd"),
                line);
        assertTrue(line.endsWith("-daemonize"), line);
    }

    @Test
    void windowsHasNoDaemons() {
        config.accelerator("whpx");
        assertFalse(line(WINDOWS).contains("-daemonize"));
    }

    @Test
    void emulationUsesAllThreads() {
        config.accelerator("tcg");
        assertTrue(line(LINUX).contains("-accel tcg,thread=multi"));
    }

    @Test
    void fixedPortsAreForwardedFromTheStart() {
        config.publish(List.of("8080:80", "127.0.0.1:5353:53/udp"));
        String line = line(LINUX);
        assertTrue(line.contains(",hostfwd=tcp:127.42.7.4:8080-:80,hostfwd=udp:127.0.0.1:5353-:53"), line);
    }

    @Test
    void theCacheModeReachesTheFileToo() {
        config.diskModes("none", "native");
        assertTrue(line(LINUX).contains("cache.direct=on,file.cache.direct=on,file.driver=file,file.aio=native"));
    }

    @Test
    void moreArgumentsComeLast() {
        config.arguments("-set netdev.net0.restrict=on");
        List<String> arguments = arguments(LINUX, null, "/s");
        assertEquals(
                List.of("-daemonize", "-set", "netdev.net0.restrict=on"),
                arguments.subList(arguments.size() - 3, arguments.size()));
    }
}
