package io.jm.fleet;

import io.jm.fleet.FleetFile.Section;
import io.jm.machine.MachineName;
import io.jm.text.Excerpt;
import io.jm.text.Suggestions;
import io.jm.yaml.Position;
import io.jm.yaml.YamlDocument;
import io.jm.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads the file of {@code apply}; each error has its line and column. */
public final class FleetReader {
    private static final List<String> TOP = List.of("group", "context", "defaults", "machines", "swarm");
    private static final List<String> DEFAULTS = List.of("driver", "options");
    private static final List<String> SWARM = List.of("managers", "advertise");
    private static final int MAX_MANAGERS = 99;
    private static final List<String> MACHINE = List.of("count", "driver", "options");

    private final Variables variables;

    private FleetReader(Variables variables) {
        this.variables = variables;
    }

    /**
     * Reads a file.
     *
     * @param source the name of the file for messages
     * @param environment returns the value of an environment variable, or null
     * @throws io.jm.base.JmException with the place of the first error
     */
    public static FleetFile read(String text, String source, UnaryOperator<@Nullable String> environment) {
        return new FleetReader(new Variables(environment)).file(YamlDocument.parse(text, source));
    }

    private FleetFile file(YamlNode root) {
        Map<String, YamlNode> keys = keys(root, TOP, "the file has keys, as in \"group: web\"");
        YamlNode swarm = keys.get("swarm");
        YamlNode group = keys.get("group");
        if (group == null) {
            throw root.at().error("the file needs a group: NAME, whose machines it describes");
        }
        YamlNode context = keys.get("context");
        YamlNode machines = keys.get("machines");
        if (machines == null) {
            throw root.at().error("the file needs machines: with a name for each");
        }
        YamlNode defaults = keys.get("defaults");
        return new FleetFile(
                plain(group, "group"),
                context != null && truth(context),
                swarm == null ? null : swarm(swarm),
                defaults == null
                        ? new Section(root.at(), "", 0, "", Map.of())
                        : section(defaults.at(), "", defaults, DEFAULTS),
                machines(machines));
    }

    private List<Section> machines(YamlNode node) {
        List<Section> machines = new ArrayList<>();
        for (YamlNode.Entry entry :
                entries(node, "machines has a key for each machine, as in \"machines: {box: {driver: none}}\"")) {
            if (!MachineName.isValid(entry.key())) {
                throw entry.at()
                        .error("\"" + Excerpt.line(entry.key())
                                + "\" is no name of a machine: it consists of letters, digits, '-' and '.'");
            }
            machines.add(section(entry.at(), entry.key(), entry.value(), MACHINE));
        }
        return machines;
    }

    private Section section(Position at, String name, YamlNode node, List<String> known) {
        Map<String, YamlNode> keys = keys(
                node,
                known,
                name.isEmpty()
                        ? "defaults has keys, as in \"defaults: {driver: none}\""
                        : "a machine has keys, as in \"" + name + ": {driver: none}\"");
        YamlNode count = keys.get("count");
        YamlNode driver = keys.get("driver");
        YamlNode options = keys.get("options");
        return new Section(
                at,
                name,
                count == null ? 0 : number(count, "count", FleetFile.MAX_MACHINES),
                driver == null ? "" : plain(driver, "driver"),
                options == null ? Map.of() : options(options));
    }

    private static FleetFile.Swarm swarm(YamlNode node) {
        Map<String, YamlNode> keys =
                keys(node, SWARM, "swarm has keys, as in \"swarm: {managers: 3}\", or \"swarm: {}\"");
        YamlNode managers = keys.get("managers");
        YamlNode advertise = keys.get("advertise");
        return new FleetFile.Swarm(
                managers == null ? 0 : number(managers, "managers", MAX_MANAGERS),
                advertise == null ? "auto" : plain(advertise, "advertise"));
    }

    private static int number(YamlNode node, String what, int most) {
        String text = plain(node, what);
        if (!text.matches("[1-9][0-9]{0,3}") || Integer.parseInt(text) > most) {
            throw node.at().error(what + " is a number from 1 to " + most + ", not \"" + Excerpt.line(text) + "\"");
        }
        return Integer.parseInt(text);
    }

    private Map<String, GivenOption> options(YamlNode node) {
        Map<String, GivenOption> options = new LinkedHashMap<>();
        for (YamlNode.Entry entry :
                entries(node, "options has a key for each option, as in \"options: {engine-label: [tier=web]}\"")) {
            options.put(entry.key(), option(entry));
        }
        return options;
    }

    private GivenOption option(YamlNode.Entry entry) {
        YamlNode value = entry.value();
        if (value instanceof YamlNode.Text text) {
            boolean secret = Variables.occurIn(text.value());
            return new GivenOption(text.at(), List.of(variables.replace(text.at(), text.value())), false, secret);
        }
        if (value instanceof YamlNode.Items items) {
            List<String> values = new ArrayList<>();
            boolean secret = false;
            for (YamlNode item : items.items()) {
                String text = text(item, "an item of " + entry.key());
                secret |= Variables.occurIn(text);
                values.add(variables.replace(item.at(), text));
            }
            return new GivenOption(items.at(), values, true, secret);
        }
        throw value.at()
                .error("the value of " + Excerpt.line(entry.key())
                        + " is text or a list; text that starts with { or contains ${ in a {...} needs quotes");
    }

    private static boolean truth(YamlNode node) {
        String text = node instanceof YamlNode.Text value ? value.value() : "";
        if (!text.equals("true") && !text.equals("false")) {
            throw node.at().error("context is true or false, as in \"context: true\"");
        }
        return text.equals("true");
    }

    /** Returns a text that is recorded and shown, so that it must not come from the environment. */
    private static String plain(YamlNode node, String what) {
        String text = text(node, what);
        if (text.isEmpty()) {
            throw node.at().error(what + " has no value");
        }
        if (Variables.occurIn(text)) {
            throw node.at().error("variables are for the values of options; " + what + " must be in the file");
        }
        return text;
    }

    private static String text(YamlNode node, String what) {
        if (node instanceof YamlNode.Text text) {
            return text.value();
        }
        throw node.at().error(what + " must be text");
    }

    private static Map<String, YamlNode> keys(YamlNode node, List<String> known, String form) {
        Map<String, YamlNode> keys = new LinkedHashMap<>();
        for (YamlNode.Entry entry : entries(node, form)) {
            if (!known.contains(entry.key())) {
                throw entry.at().error("unknown key \"" + Excerpt.line(entry.key()) + "\"" + meant(entry.key(), known));
            }
            keys.put(entry.key(), entry.value());
        }
        return keys;
    }

    /** Returns what follows a message about an unknown name. */
    static String meant(String name, List<String> known) {
        List<String> near = Suggestions.of(name, known);
        return near.isEmpty() ? ": there are " + String.join(", ", known) : ". " + Suggestions.question(near);
    }

    /** A key without a value has no entries; anything else is an error that says which form is right. */
    private static List<YamlNode.Entry> entries(YamlNode node, String form) {
        if (node instanceof YamlNode.Entries entries) {
            return entries.entries();
        }
        if (node instanceof YamlNode.Text text && text.value().isEmpty()) {
            return List.of();
        }
        throw node.at().error(form);
    }
}
