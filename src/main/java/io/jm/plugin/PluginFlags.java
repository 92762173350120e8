package io.jm.plugin;

import io.jm.driver.CreateFlag;
import io.jm.driver.DriverOptions;
import io.jm.go.gob.GobInterface;
import io.jm.go.gob.GobType;
import io.jm.go.rpc.RpcValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Converts options and their values between jm's types and those of the protocol, in both directions. */
final class PluginFlags {
    private PluginFlags() {}

    /** Returns a plugin's options; an unknown type is passed to {@code unknown} and skipped. */
    static List<CreateFlag> read(Object reply, Consumer<String> unknown) {
        List<CreateFlag> flags = new ArrayList<>();
        if (reply instanceof List<?> list) {
            for (Object element : list) {
                CreateFlag flag = element instanceof GobInterface typed ? flag(typed) : null;
                if (flag != null) {
                    flags.add(flag);
                } else {
                    unknown.accept(element instanceof GobInterface typed ? typed.typeName() : "nil");
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
            case ProtocolTypes.TEXT_FLAG -> new CreateFlag.Text(name, usage, variable, text(fields, "Value"));
            case ProtocolTypes.NUMBER_FLAG ->
                new CreateFlag.Number(name, usage, variable, fields.get("Value") instanceof Long number ? number : 0);
            case ProtocolTypes.SWITCH_FLAG -> new CreateFlag.Switch(name, usage, variable);
            case ProtocolTypes.LIST_FLAG -> new CreateFlag.TextList(name, usage, variable, texts(fields));
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

    /** Returns options as the result of GetCreateFlags. */
    static RpcValue write(List<CreateFlag> flags) {
        List<Object> list = new ArrayList<>();
        for (CreateFlag flag : flags) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("Name", flag.name());
            fields.put("Usage", flag.usage());
            fields.put("EnvVar", flag.environmentVariable());
            if (flag instanceof CreateFlag.Text text) {
                fields.put("Value", text.defaultValue());
                list.add(new GobInterface(ProtocolTypes.TEXT_FLAG, fields));
            } else if (flag instanceof CreateFlag.Number number) {
                fields.put("Value", number.defaultValue());
                list.add(new GobInterface(ProtocolTypes.NUMBER_FLAG, fields));
            } else if (flag instanceof CreateFlag.TextList texts) {
                fields.put("Value", texts.defaultValue());
                list.add(new GobInterface(ProtocolTypes.LIST_FLAG, fields));
            } else {
                list.add(new GobInterface(ProtocolTypes.SWITCH_FLAG, fields));
            }
        }
        return new RpcValue(ProtocolTypes.flagList(), list);
    }

    /** Returns option values as the argument of SetConfigFromFlags, with one of its two type names. */
    static RpcValue write(DriverOptions options, String typeName) {
        Map<String, Object> table = new LinkedHashMap<>();
        options.values().forEach((name, value) -> table.put(name, new GobInterface(goType(value), value)));
        return new RpcValue(GobType.ANY, new GobInterface(typeName, Map.of("Values", table)));
    }

    private static String goType(Object value) {
        if (value instanceof Boolean) {
            return "bool";
        } else if (value instanceof Long) {
            return "int";
        }
        return value instanceof List<?> ? "[]string" : "string";
    }

    /** Returns the option values that a client sent. */
    static DriverOptions options(Object argument) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (argument instanceof GobInterface flags
                && flags.value() instanceof Map<?, ?> fields
                && fields.get("Values") instanceof Map<?, ?> table) {
            table.forEach((name, value) -> {
                if (value instanceof GobInterface typed) {
                    values.put(String.valueOf(name), typed.value());
                }
            });
        }
        return new DriverOptions(values);
    }
}
