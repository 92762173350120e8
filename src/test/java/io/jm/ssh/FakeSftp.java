package io.jm.ssh;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An SFTP server without files: it returns what a test specifies, and accepts every write. */
final class FakeSftp implements OddServer.Work {
    private static final int INIT = 1;
    private static final int OPEN = 3;
    private static final int CLOSE = 4;
    private static final int READ = 5;
    private static final int OPENDIR = 11;
    private static final int READDIR = 12;
    private static final int REALPATH = 16;
    private static final int STAT = 17;

    /** The names in directories, by path. */
    final Map<String, List<String>> directories = new HashMap<>();
    /** The content of all other files. */
    String content = "evil";

    String home = "/home/me";
    private final Map<String, Boolean> listed = new HashMap<>();

    @Override
    public void run(OddServer.Scripted command) throws IOException {
        DataInputStream in = new DataInputStream(command.in());
        DataOutputStream out = new DataOutputStream(command.out());
        try {
            while (true) {
                byte[] packet = new byte[in.readInt()];
                in.readFully(packet);
                byte[] answer = answer(new DataInputStream(new java.io.ByteArrayInputStream(packet)));
                out.writeInt(answer.length);
                out.write(answer);
                out.flush();
            }
        } catch (EOFException e) {
            command.exit(0);
        }
    }

    private byte[] answer(DataInputStream request) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        int type = request.read();
        int id = request.readInt();
        if (type == INIT) {
            out.write(2);
            out.writeInt(3);
            return bytes.toByteArray();
        }
        String what = string(request);
        switch (type) {
            case OPEN, OPENDIR -> {
                head(out, 102, id);
                listed.remove(what);
                string(out, what);
            }
            case READ -> read(out, id, request.readLong());
            case READDIR -> {
                if (listed.put(what, true) == null) {
                    List<String> names = directories.getOrDefault(what, List.of());
                    head(out, 104, id);
                    out.writeInt(names.size());
                    for (String name : names) {
                        string(out, name);
                        string(out, "long");
                        out.writeInt(0);
                    }
                } else {
                    status(out, id, 1);
                }
            }
            case REALPATH -> {
                head(out, 104, id);
                out.writeInt(1);
                string(out, what.equals(".") ? home : what);
                string(out, "");
                out.writeInt(0);
            }
            case STAT -> {
                boolean directory = directories.containsKey(what);
                head(out, 105, id);
                out.writeInt(1 | 4);
                out.writeLong(directory ? 0 : content.length());
                out.writeInt(directory ? 040755 : 0100644);
            }
            case CLOSE -> status(out, id, 0);
            default -> status(out, id, 0);
        }
        return bytes.toByteArray();
    }

    private void read(DataOutputStream out, int id, long offset) throws IOException {
        byte[] all = content.getBytes(StandardCharsets.UTF_8);
        if (offset >= all.length) {
            status(out, id, 1);
            return;
        }
        head(out, 103, id);
        string(out, content.substring((int) offset));
    }

    private static void head(DataOutputStream out, int type, int id) throws IOException {
        out.write(type);
        out.writeInt(id);
    }

    private static void status(DataOutputStream out, int id, int code) throws IOException {
        head(out, 101, id);
        out.writeInt(code);
        string(out, "status");
        string(out, "");
    }

    private static String string(DataInputStream in) throws IOException {
        byte[] text = new byte[in.readInt()];
        in.readFully(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private static void string(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
