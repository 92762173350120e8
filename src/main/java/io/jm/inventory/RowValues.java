package io.jm.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.go.template.StructType;
import io.jm.go.template.TemplateValue;
import io.jm.go.template.TemplateValues;
import io.jm.go.text.GoDuration;
import io.jm.machine.EngineOptions;
import io.jm.machine.SwarmOptions;
import io.jm.text.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows and headings as templates see them; the names are an interface that users' formats rely on. */
final class RowValues {
    private static final StructType SWARM = new StructType(
            "swarm.Options",
            List.of(
                    "IsSwarm",
                    "Address",
                    "Discovery",
                    "Agent",
                    "Master",
                    "Host",
                    "Image",
                    "Strategy",
                    "Heartbeat",
                    "Overcommit",
                    "ArbitraryFlags",
                    "ArbitraryJoinFlags",
                    "Env",
                    "IsExperimental"));
    private static final StructType ENGINE = new StructType(
            "engine.Options",
            List.of(
                    "ArbitraryFlags",
                    "DNS",
                    "GraphDir",
                    "Env",
                    "Ipv6",
                    "InsecureRegistry",
                    "Labels",
                    "LogLevel",
                    "StorageDriver",
                    "SelinuxEnabled",
                    "TLSVerify",
                    "RegistryMirror",
                    "InstallURL"));
    private static final String ROW = "commands.HostListItem";
    /** docker-machine's fields. */
    private static final List<String> FIELDS = List.of(
            "Name",
            "Active",
            "ActiveHost",
            "ActiveSwarm",
            "DriverName",
            "State",
            "URL",
            "SwarmOptions",
            "Swarm",
            "EngineOptions",
            "Error",
            "DockerVersion",
            "ResponseTime");

    static final String GROUP = "Group";
    static final String CONTEXTS = "Contexts";

    private RowValues() {}

    /** The headings of the table. */
    static TemplateValue headings() {
        Map<String, String> headings = new LinkedHashMap<>();
        headings.put("Name", "NAME");
        headings.put("Active", "ACTIVE");
        headings.put("ActiveHost", "ACTIVE_HOST");
        headings.put("ActiveSwarm", "ACTIVE_SWARM");
        headings.put("DriverName", "DRIVER");
        headings.put("State", "STATE");
        headings.put("URL", "URL");
        headings.put("SwarmOptions", "SWARM_OPTIONS");
        headings.put("Swarm", "SWARM");
        headings.put("EngineOptions", "ENGINE_OPTIONS");
        headings.put("Error", "ERRORS");
        headings.put("DockerVersion", "DOCKER");
        headings.put("ResponseTime", "RESPONSE");
        headings.put(GROUP, "GROUP");
        headings.put(CONTEXTS, "CONTEXTS");
        return TemplateValues.ofTexts(headings);
    }

    /** Returns one row with all fields, with whatever came from outside made harmless for a terminal. */
    static TemplateValue of(MachineRow row) {
        List<String> fields = new ArrayList<>(FIELDS);
        List<TemplateValue> values = new ArrayList<>(values(row));
        fields.add(GROUP);
        values.add(row.group() == null ? TemplateValue.NULL : line(row.group()));
        fields.add(CONTEXTS);
        values.add(row.contexts() == null ? TemplateValue.NULL : texts(row.contexts()));
        return struct(fields, values);
    }

    /** Returns one row with docker-machine's fields only. */
    static TemplateValue ofDockerMachine(MachineRow row) {
        return struct(FIELDS, values(row));
    }

    private static TemplateValue struct(List<String> fields, List<TemplateValue> values) {
        return new StructType(ROW, fields).of(values.toArray(new TemplateValue[0]));
    }

    private static List<TemplateValue> values(MachineRow row) {
        return List.of(
                line(row.name()),
                TemplateValue.text(row.active()),
                TemplateValue.bool(row.activeHost()),
                TemplateValue.bool(row.activeSwarm()),
                line(row.driverName()),
                TemplateValue.named(
                        "state.State", row.state().ordinal(), row.state().text()),
                line(row.url()),
                swarm(row.swarmOptions()),
                line(row.swarm()),
                engine(row.engineOptions()),
                line(row.error()),
                line(row.dockerVersion()),
                TemplateValue.duration(
                        GoDuration.roundToMillis(row.responseTime().toNanos())));
    }

    private static TemplateValue swarm(@Nullable SwarmOptions options) {
        if (options == null) {
            return SWARM.nil();
        }
        ObjectNode json = options.json();
        return SWARM.pointer(
                flag(json, "IsSwarm"),
                text(json, "Address"),
                text(json, "Discovery"),
                flag(json, "Agent"),
                flag(json, "Master"),
                text(json, "Host"),
                text(json, "Image"),
                text(json, "Strategy"),
                TemplateValue.integer(json.path("Heartbeat").asLong()),
                TemplateValue.decimal(json.path("Overcommit").asDouble()),
                texts(json, "ArbitraryFlags"),
                texts(json, "ArbitraryJoinFlags"),
                texts(json, "Env"),
                flag(json, "IsExperimental"));
    }

    private static TemplateValue engine(@Nullable EngineOptions options) {
        if (options == null) {
            return ENGINE.nil();
        }
        ObjectNode json = options.json();
        return ENGINE.pointer(
                texts(json, "ArbitraryFlags"),
                texts(json, "Dns"),
                text(json, "GraphDir"),
                texts(json, "Env"),
                flag(json, "Ipv6"),
                texts(json, "InsecureRegistry"),
                texts(json, "Labels"),
                text(json, "LogLevel"),
                text(json, "StorageDriver"),
                flag(json, "SelinuxEnabled"),
                flag(json, "TlsVerify"),
                texts(json, "RegistryMirror"),
                text(json, "InstallURL"));
    }

    /** Keeps text of machines, files and plugins in its line and cell. */
    private static TemplateValue line(String foreign) {
        return TemplateValue.untrusted(Printable.line(foreign), foreign);
    }

    private static TemplateValue text(ObjectNode json, String key) {
        JsonNode value = json.path(key);
        return line(value.isTextual() ? value.textValue() : "");
    }

    private static TemplateValue flag(ObjectNode json, String key) {
        return TemplateValue.bool(json.path(key).booleanValue());
    }

    private static TemplateValue texts(List<String> items) {
        List<TemplateValue> texts = new ArrayList<>();
        items.forEach(item -> texts.add(line(item)));
        return TemplateValue.list(texts);
    }

    private static TemplateValue texts(ObjectNode json, String key) {
        List<TemplateValue> texts = new ArrayList<>();
        for (JsonNode item : json.path(key)) {
            texts.add(line(item.asText()));
        }
        return TemplateValue.list(texts);
    }
}
