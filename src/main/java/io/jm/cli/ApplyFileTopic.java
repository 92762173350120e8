package io.jm.cli;

import io.jm.cli.Topic.Section;
import io.jm.cli.WrappedText.Row;
import java.util.List;

/** The topic {@code apply-file}: the file that {@code apply} reads. */
final class ApplyFileTopic {
    /** A file with every key. */
    static final List<String> EXAMPLE = List.of(
            "group: shop",
            "context: true",
            "swarm: {managers: 3}",
            "defaults:",
            "  driver: digitalocean",
            "  options:",
            "    digitalocean-access-token: ${DIGITALOCEAN_ACCESS_TOKEN}",
            "    digitalocean-size: s-2vcpu-4gb",
            "    engine-label: [tier=web]",
            "machines:",
            "  web: {count: 3}",
            "  db:",
            "    driver: generic",
            "    options:",
            "      generic-ip-address: 192.0.2.7",
            "      generic-ssh-user: admin",
            "      generic-ssh-key: ~/.ssh/id_ed25519");

    private ApplyFileTopic() {}

    static List<Section> sections() {
        return List.of(
                new Section("Example", List.of("It describes web-1, web-2, web-3 and db."), List.of(), EXAMPLE),
                new Section("Keys of the file", List.of("The file is YAML; JSON is YAML too."), file()),
                new Section(
                        "Keys of a machine",
                        List.of("All are optional: 'machines: {box: {}}' is a machine of the defaults."),
                        machine()),
                new Section(
                        "Values of options",
                        List.of(
                                "${NAME} is the environment variable, ${NAME:-text} has a default, and $$ is a dollar"
                                        + " sign. Between { and } such a value needs quotes. It is neither recorded nor"
                                        + " compared: use it for tokens and passwords.",
                                "~/ is your home directory; other paths are relative to the working directory."),
                        List.of()));
    }

    private static List<Row> file() {
        return List.of(
                new Row("group", "Required. The group whose machines the file describes; apply sees no others"),
                new Row("machines", "Required. The names of the machines, each with the keys below"),
                new Row("defaults", "driver and options for machines that do not say otherwise"),
                new Row("context", "true makes a docker context for each machine, and for the swarm"),
                new Row(
                        "swarm",
                        "{managers: 3, advertise: private} joins the machines to the swarm of the group; both keys are"
                                + " options of 'swarm join', and may be missing: 'swarm: {}'"));
    }

    private static List<Row> machine() {
        return List.of(
                new Row("count", "A number: NAME-1, NAME-2 and so on, in place of NAME"),
                new Row("driver", "The driver, in place of that of the defaults"),
                new Row(
                        "options",
                        "Options of create and of the driver, without dashes: a list for one that can be repeated, true"
                                + " for a switch. 'create --driver NAME --help' lists them"));
    }
}
