package io.jm.plugin.rpc;

import io.jm.plugin.gob.GobEncoder;
import java.util.List;
import java.util.Map;

/** The three kinds of argument that the driver methods take, as gob messages. */
final class Arguments {
    private static final int EMPTY = 66;
    private static final int FLAGS = 67;
    private static final int TABLE = 68;
    private static final int LIST = 69;

    private Arguments() {}

    /** Defines the empty struct; sent once. */
    static byte[] emptyType() {
        return message(new GobEncoder()
                .signed(-EMPTY)
                .raw(new byte[] {3, 1, 2})
                .signed(EMPTY)
                .raw(new byte[3]));
    }

    static byte[] empty() {
        return message(new GobEncoder().signed(EMPTY).unsigned(0));
    }

    static byte[] bytes(byte[] raw) {
        return message(new GobEncoder().signed(5).unsigned(0).counted(raw));
    }

    /** Defines the option types; sent once. */
    static byte[] optionTypes() {
        GobEncoder flags = new GobEncoder().signed(-FLAGS).raw(new byte[] {3, 1, 1});
        flags.text("RPCFlags").unsigned(1).signed(FLAGS).raw(new byte[] {0, 1, 1, 1});
        flags.text("Values").unsigned(1).signed(TABLE).raw(new byte[3]);
        GobEncoder table = new GobEncoder().signed(-TABLE).raw(new byte[] {4, 1, 1});
        table.text("map[string]interface {}").unsigned(1).signed(TABLE);
        table.raw(new byte[] {0, 1, 12, 1, 16, 0, 0});
        GobEncoder list = new GobEncoder().signed(-LIST).raw(new byte[] {2, 1, 1});
        list.text("[]string").unsigned(1).signed(LIST).raw(new byte[] {0, 1, 12, 0, 0});
        return new GobEncoder()
                .raw(message(flags))
                .raw(message(table))
                .raw(message(list))
                .toBytes();
    }

    static byte[] options(String typeName, Map<String, Object> values) {
        GobEncoder body = new GobEncoder().unsigned(1).unsigned(values.size());
        values.forEach((name, value) -> option(body.text(name), value));
        GobEncoder all = new GobEncoder().signed(8).unsigned(0).text(typeName).signed(FLAGS);
        return message(all.counted(body.unsigned(0).toBytes()));
    }

    private static void option(GobEncoder out, Object value) {
        GobEncoder body = new GobEncoder().unsigned(0);
        if (value instanceof Boolean on) {
            out.text("bool").signed(1).counted(body.unsigned(on ? 1 : 0).toBytes());
        } else if (value instanceof Long number) {
            out.text("int").signed(2).counted(body.signed(number).toBytes());
        } else if (value instanceof List<?> list) {
            body.unsigned(list.size());
            list.forEach(element -> body.text(element.toString()));
            out.text("[]string").signed(LIST).counted(body.toBytes());
        } else {
            out.text("string").signed(6).counted(body.text(value.toString()).toBytes());
        }
    }

    static byte[] message(GobEncoder content) {
        return new GobEncoder().counted(content.toBytes()).toBytes();
    }
}
