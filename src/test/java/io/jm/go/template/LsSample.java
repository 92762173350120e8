package io.jm.go.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rows of the store from which the recordings were made. */
final class LsSample {
    static final TemplateValue HEADINGS = TemplateValues.ofTexts(Map.ofEntries(
            Map.entry("Name", "NAME"),
            Map.entry("Active", "ACTIVE"),
            Map.entry("ActiveHost", "ACTIVE_HOST"),
            Map.entry("ActiveSwarm", "ACTIVE_SWARM"),
            Map.entry("DriverName", "DRIVER"),
            Map.entry("State", "STATE"),
            Map.entry("URL", "URL"),
            Map.entry("SwarmOptions", "SWARM_OPTIONS"),
            Map.entry("Swarm", "SWARM"),
            Map.entry("EngineOptions", "ENGINE_OPTIONS"),
            Map.entry("Error", "ERRORS"),
            Map.entry("DockerVersion", "DOCKER"),
            Map.entry("ResponseTime", "RESPONSE")));

    private static final StructType ITEM = new StructType(
            "commands.HostListItem",
            List.of(
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
                    "ResponseTime"));
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
    private static final String[] FLAGS = {"a=<b>&\"c\""};
    private static final String[] LABELS = {"env=prod", "tier=web"};
    private static final String[] NO = {};
    private static final String URL = "tcp://127.0.0.1:1";
    private static final String REFUSED =
            "Unable to query docker version: Cannot connect to the docker engine endpoint";

    private LsSample() {}

    static List<TemplateValue> items() {
        List<TemplateValue> items = new ArrayList<>();
        String broken = "open /srv/store/machines/broken/config.json: no such file or directory";
        String gone = "Driver \"missingdrv\" not found. Do you have the plugin binary accessible in your PATH?";
        TemplateValue plain = swarm("", false, false);
        items.add(item("broken", "", "not found", "Error", "", SWARM.nil(), "", ENGINE.nil(), broken, ""));
        items.add(item("gone", "-", "not-found", "Error", "", plain, "", engine(FLAGS, NO), gone, "Unknown"));
        items.add(running("live", plain, "", engine(NO, NO)));
        items.add(running("m2", plain, "", engine(NO, NO)));
        items.add(running("m10", plain, "", engine(FLAGS, LABELS)));
        items.add(running("mgr", swarm("token://abc", false, true), "mgr (master)", engine(NO, NO)));
        items.add(item("web1", "-", "generic", "Stopped", "", plain, "", engine(FLAGS, LABELS), "", "Unknown"));
        items.add(running("wrk", swarm("token://abc", true, false), "mgr", engine(NO, new String[] {"env=dev"})));
        return items;
    }

    private static TemplateValue running(String name, TemplateValue swarm, String master, TemplateValue engine) {
        return item(name, "-", "none", "Running", URL, swarm, master, engine, REFUSED, "Unknown");
    }

    private static TemplateValue item(
            String name,
            String active,
            String driver,
            String state,
            String url,
            TemplateValue swarm,
            String master,
            TemplateValue engine,
            String error,
            String version) {
        int number = state.equals("Running") ? 1 : state.equals("Stopped") ? 4 : 7;
        return ITEM.of(
                TemplateValue.text(name),
                TemplateValue.text(active),
                TemplateValue.bool(false),
                TemplateValue.bool(false),
                TemplateValue.text(driver),
                TemplateValue.named("state.State", number, state),
                TemplateValue.text(url),
                swarm,
                TemplateValue.text(master),
                engine,
                TemplateValue.text(error),
                TemplateValue.text(version),
                TemplateValue.duration(0));
    }

    private static TemplateValue swarm(String discovery, boolean agent, boolean master) {
        return SWARM.pointer(
                TemplateValue.bool(agent || master),
                TemplateValue.text(""),
                TemplateValue.text(discovery),
                TemplateValue.bool(agent),
                TemplateValue.bool(master),
                TemplateValue.text("tcp://0.0.0.0:3376"),
                TemplateValue.text("swarm:latest"),
                TemplateValue.text("spread"),
                TemplateValue.integer(0),
                TemplateValue.decimal(0),
                TemplateValue.texts(List.of()),
                TemplateValue.texts(List.of()),
                TemplateValue.texts(List.of()),
                TemplateValue.bool(false));
    }

    private static TemplateValue engine(String[] flags, String[] labels) {
        return ENGINE.pointer(
                TemplateValue.texts(List.of(flags)),
                TemplateValue.texts(List.of()),
                TemplateValue.text(""),
                TemplateValue.texts(List.of()),
                TemplateValue.bool(false),
                TemplateValue.texts(List.of()),
                TemplateValue.texts(List.of(labels)),
                TemplateValue.text(""),
                TemplateValue.text(""),
                TemplateValue.bool(false),
                TemplateValue.bool(true),
                TemplateValue.texts(List.of()),
                TemplateValue.text("https://get.docker.com"));
    }
}
