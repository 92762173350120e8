package io.jm.plugin;

import io.jm.driver.CreateFlag;
import io.jm.plugin.gob.GobInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a plugin's list of options into ours; kinds we do not know are passed over. */
final class PluginFlags {
    private PluginFlags() {}

    static List<CreateFlag> read(Object reply) {
        List<CreateFlag> flags = new ArrayList<>();
        if (reply instanceof List<?> list) {
            for (Object element : list) {
                CreateFlag flag = element instanceof GobInterface typed ? flag(typed) : null;
                if (flag != null) {
                    flags.add(flag);
                }
            }
        }
        return flags;
    }

    private static @Nullable CreateFlag flag(GobInterface typed) {
        if (!(typed.value() instanceof Map<?, ?> fields)) {
            return null;
        }
        String name = text(fields, "Name");
        String usage = text(fields, "Usage");
        String variable = text(fields, "EnvVar");
        return switch (typed.typeName()) {
            case "*mcnflag.StringFlag" -> new CreateFlag.Text(name, usage, variable, text(fields, "Value"));
            case "*mcnflag.IntFlag" ->
                new CreateFlag.Number(name, usage, variable, fields.get("Value") instanceof Long number ? number : 0);
            case "*mcnflag.BoolFlag" -> new CreateFlag.Switch(name, usage, variable);
            case "*mcnflag.StringSliceFlag" -> new CreateFlag.TextList(name, usage, variable, texts(fields));
            default -> null;
        };
    }

    private static String text(Map<?, ?> fields, String name) {
        return fields.get(name) instanceof String text ? text : "";
    }

    private static List<String> texts(Map<?, ?> fields) {
        List<String> texts = new ArrayList<>();
        if (fields.get("Value") instanceof List<?> list) {
            list.forEach(element -> texts.add(String.valueOf(element)));
        }
        return texts;
    }
}
