package io.jm.testkit;

/** Command lines that QEMU 7.2 refuses, and what it says; recorded from it. */
final class QemuRefusals {
    static final String[][] ROWS = {
        {"-nosuchopt", "-nosuchopt: invalid option"},
        {"-m", "-m: requires an argument"},
        {"stray", "stray: Could not open 'stray': No such file or directory"},
        {"-machine nosuch", "unsupported machine type\nUse -machine help to list supported machines"},
        {"-machine none -accel hvf", "-accel hvf: invalid accelerator hvf"},
        {"-machine q35 -accel tcg -cpu nosuch", "unable to find CPU model 'nosuch'"},
        {"-machine q35 -accel tcg -cpu host", "CPU model 'host' requires KVM or HVF"},
        {"-machine none -uuid nope", "-uuid nope: failed to parse UUID string: wrong format"},
        {"-machine none -vga nope", "unknown vga type: nope"},
        {"-machine none -display nope", "-display nope: Parameter 'type' does not accept value 'nope'"},
        {"-machine none -name a,b=1", "-name a,b=1: Invalid parameter 'b'"},
        {
            "-machine none -m abc",
            "-m abc: Parameter 'size' expects a non-negative number below 2^64\n"
                    + "Optional suffix k, M, G, T, P or E means kilo-, mega-, giga-, tera-, peta-\n"
                    + "and exabytes, respectively."
        },
        {
            "-machine q35 -accel tcg -smp 2,sockets=1,cores=3,threads=1",
            "Invalid CPU topology: product of the hierarchy must match maxcpus: "
                    + "sockets (1) * dies (1) * cores (3) * threads (1) != maxcpus (2)"
        },
        {
            "-machine none -blockdev driver=qcow2,node-name=d,file.driver=file,file.filename=/none",
            "-blockdev driver=qcow2,node-name=d,file.driver=file,file.filename=/none: "
                    + "Could not open '/none': No such file or directory"
        },
        {
            "-machine none -blockdev driver=qcow2,node-name=d,file.driver=file,file.filename=seed.img",
            "-blockdev driver=qcow2,node-name=d,file.driver=file,file.filename=seed.img: Image is not in qcow2 format"
        },
        {
            "-machine none -blockdev driver=qcow2,file.driver=file,file.filename=disk.qcow2",
            "-blockdev driver=qcow2,file.driver=file,file.filename=disk.qcow2: "
                    + "'node-name' must be specified for the root node"
        },
        {
            "-machine none -blockdev driver=qcow2,node-name=d,foo=1,file.driver=file,file.filename=disk.qcow2",
            "-blockdev driver=qcow2,node-name=d,foo=1,file.driver=file,file.filename=disk.qcow2: "
                    + "Parameter 'foo' is unexpected"
        },
        {
            "-machine none -blockdev driver=nope,node-name=d",
            "-blockdev driver=nope,node-name=d: Parameter 'driver' does not accept value 'nope'"
        },
        {
            "-machine none -blockdev driver=file,node-name=d,filename=seed.img,read-only=on"
                    + " -blockdev driver=file,node-name=d,filename=seed.img,read-only=on",
            "-blockdev driver=file,node-name=d,filename=seed.img,read-only=on: Duplicate nodes with node-name='d'"
        },
        {
            "-machine q35 -accel tcg -device virtio-blk-pci,drive=none",
            "-device virtio-blk-pci,drive=none: Property 'virtio-blk-device.drive' can't find value 'none'"
        },
        {"-machine q35 -accel tcg -device virtio-blk-pci", "-device virtio-blk-pci: drive property not set"},
        {"-machine q35 -accel tcg -device nosuch", "-device nosuch: 'nosuch' is not a valid device model name"},
        {
            "-machine q35 -accel tcg -device virtio-rng-pci,foo=1",
            "-device virtio-rng-pci,foo=1: Property 'virtio-rng-pci.foo' not found"
        },
        {
            "-machine q35 -accel tcg -device virtio-net-pci,netdev=none",
            "-device virtio-net-pci,netdev=none: Property 'virtio-net-device.netdev' can't find value 'none'"
        },
        {
            "-machine q35 -accel tcg -device virtio-net-pci,mac=zz",
            "-device virtio-net-pci,mac=zz: Property 'virtio-net-device.mac' doesn't take value 'zz'"
        },
        {
            "-machine q35 -accel tcg -device vhost-user-fs-pci,chardev=c,tag=t",
            "-device vhost-user-fs-pci,chardev=c,tag=t: Property 'vhost-user-fs-device.chardev' can't find value 'c'"
        },
        {"-machine none -netdev user", "-netdev user: Parameter 'id' is missing"},
        {"-machine none -netdev user,id=a,nope=1", "-netdev user,id=a,nope=1: Invalid parameter 'nope'"},
        {
            "-machine none -netdev user,id=a,hostfwd=foo",
            "-netdev user,id=a,hostfwd=foo: Invalid host forwarding rule 'foo' (No : separators)"
        },
        {
            "-machine none -netdev user,id=a,hostfwd=tcp:192.0.2.1:8080-:80",
            "-netdev user,id=a,hostfwd=tcp:192.0.2.1:8080-:80: "
                    + "Could not set up host forwarding rule 'tcp:192.0.2.1:8080-:80'"
        },
        {"-machine none -mon chardev=x,mode=control", "-mon chardev=x,mode=control: chardev \"x\" not found"},
        {
            "-machine none -chardev socket,id=a,path=/none/x,server=on,wait=off",
            "-chardev socket,id=a,path=/none/x,server=on,wait=off: Failed to bind socket to /none/x: "
                    + "No such file or directory"
        },
        {
            "-machine none -chardev socket,id=a,path=/none",
            "-chardev socket,id=a,path=/none: Failed to connect to '/none': No such file or directory"
        },
        {"-machine none -chardev foo,id=x", "-chardev foo,id=x: 'foo' is not a valid char driver name"},
        {"-machine none -chardev null,id=a -chardev null,id=a", "-chardev null,id=a: Duplicate ID 'a' for chardev"},
        {
            "-machine none -pidfile /none/pid",
            "cannot create PID file: Could not create '/none/pid': No such file or directory"
        },
        {"-machine none -object nosuch,id=a", "-object nosuch,id=a: Parameter 'qom-type' does not accept value 'nosuch'"
        },
    };

    private QemuRefusals() {}
}
