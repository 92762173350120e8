package io.jm.cli;

import io.jm.base.ErrorCode;
import io.jm.cli.WrappedText.Row;
import io.jm.os.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A page of help that is about no command.
 *
 * @param name what {@code help} is asked for
 * @param header what the page is about, in one line
 * @param sections its content
 */
record Topic(String name, String header, List<Section> sections) {
    // constants, so that the list of topics is made without this class
    static final String APPLY_FILE = "apply-file";
    static final String ENVIRONMENT = "environment";
    static final String ERRORS = "errors";
    static final String EXIT_CODES = "exit-codes";
    static final String FILES = "files";
    static final String FORMATTING = "formatting";

    /** What the tables of variables do not show. */
    static final List<String> ENVIRONMENT_NOTES = List.of(
            "An option on the command line wins over its variable. An empty variable counts as not set.",
            "Most options of drivers have a variable too (GENERIC_IP_ADDRESS, QEMU_MEMORY): 'create --driver NAME"
                    + " --help' shows those of a driver.",
            "Where the locale (LC_ALL, LC_CTYPE or LANG) is not UTF-8, the launcher of the jar form sets"
                    + " LC_ALL=C.UTF-8.");

    /**
     * Part of a page.
     *
     * @param title its heading
     * @param text paragraphs before the rows
     * @param rows names with their meanings
     * @param lines a file as an example, after the rest
     */
    record Section(String title, List<String> text, List<Row> rows, List<String> lines) {
        Section(String title, List<String> text, List<Row> rows) {
            this(title, text, rows, List.of());
        }
    }

    /** Returns the topic of that name, or one section of it for {@code TOPIC#SECTION}; null if there is none. */
    static @Nullable Topic named(String name) {
        int hash = name.indexOf('#');
        String topic = hash < 0 ? name : name.substring(0, hash);
        for (Row entry : Help.topics()) {
            if (entry.name().equals(topic)) {
                Topic whole = new Topic(topic, entry.text(), sections(topic));
                return hash < 0 ? whole : whole.only(name.substring(hash + 1));
            }
        }
        return null;
    }

    /** Returns the section of that title, which may be in lower case and with dashes, or null. */
    private @Nullable Topic only(String title) {
        for (Section section : sections) {
            if (section.title().toLowerCase(Locale.ROOT).replace(' ', '-').equals(title)) {
                return new Topic(name, header, List.of(section));
            }
        }
        return null;
    }

    private static List<Section> sections(String name) {
        return switch (name) {
            case APPLY_FILE -> ApplyFileTopic.sections();
            case ENVIRONMENT -> environment();
            case ERRORS -> ErrorsTopic.sections();
            case EXIT_CODES -> exitCodes();
            case FILES -> FilesTopic.sections();
            default -> formatting();
        };
    }

    /** Returns the page with lines of at most {@code width} characters. */
    String wrapped(int width) {
        WrappedText page = new WrappedText(width).paragraph(header);
        for (Section section : sections) {
            page.heading(section.title());
            section.text().forEach(page::indented);
            page.rows(section.rows());
            page.lines(section.lines());
        }
        return page.toString();
    }

    private static List<Section> environment() {
        List<Row> own = new ArrayList<>();
        List<Row> others = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            if (!setting.commands().equals("internal")) {
                (isOwn(setting) ? own : others).add(new Row(setting.variable(), text(setting)));
            }
        }
        return List.of(
                new Section("Settings of jm", ENVIRONMENT_NOTES, own),
                new Section("Variables of other programs", List.of(), others));
    }

    /** Whether the variable is jm's own, or docker-machine's, and not one that other programs share. */
    static boolean isOwn(Setting setting) {
        String variable = setting.variable();
        return variable.startsWith("MACHINE_") || variable.startsWith("JM_") || variable.startsWith("ENGINE_");
    }

    private static String text(Setting setting) {
        String commands = setting.commands().equals("all") ? "" : setting.commands();
        String fallback = defaultOf(setting).isEmpty() ? "" : "default " + defaultOf(setting);
        String notes = commands + (commands.isEmpty() || fallback.isEmpty() ? "" : "; ") + fallback;
        return setting.meaning() + (notes.isEmpty() ? "" : " (" + notes + ")");
    }

    /** Returns the default as pages show it: both, if it depends on the name of the program. */
    static String defaultOf(Setting setting) {
        String value = setting.defaultValue();
        String other = setting.dockerMachineDefault();
        return value.equals(other)
                ? value
                : (value.isEmpty() ? "" : value + "; ") + other + " if called docker-machine";
    }

    private static List<Section> exitCodes() {
        return List.of(
                new Section(
                        "All commands",
                        List.of(),
                        List.of(
                                new Row("0", "The command succeeded"),
                                new Row("1", "The command failed for at least one machine, or its arguments are wrong"),
                                new Row(
                                        "130",
                                        "The command was interrupted (Ctrl-C, SIGTERM, SIGHUP) and saved its state"))),
                new Section(
                        "create",
                        List.of(),
                        List.of(new Row("3", "The driver refused the machine before anything was created"))),
                new Section(
                        "exec",
                        List.of(
                                "The exit status of the command for one machine, 128 + N if signal N ended it, or one of"
                                        + " these."),
                        List.of(
                                new Row("1", "The command failed for one of several machines"),
                                new Row("126", "The command cannot be executed"),
                                new Row("127", "The command is not found"),
                                new Row("255", "The engine cannot be reached"))),
                new Section(
                        "logs",
                        List.of("The exit status of the program that printed the log, or this one."),
                        List.of(new Row("255", "There was no connection"))),
                new Section(
                        "rm",
                        List.of(),
                        List.of(
                                new Row(
                                        "0",
                                        "Also if the answer was not yes, and with --force if an instance was not"
                                                + " removed"),
                                new Row(
                                        "1",
                                        "With --force, if an instance was not removed and "
                                                + Setting.STRICT_RM.variable() + " is 1"))),
                new Section(
                        "ssh",
                        List.of(Setting.SSH_EXIT_STATUS.variable() + " chooses one of these; remote is the default as"
                                + " jm, one as docker-machine."),
                        List.of(
                                new Row("remote", "The exit status of the remote command; 255 without a connection"),
                                new Row(
                                        "one",
                                        "1 for any failure, with the line \"exit status N\" on standard error"))),
                new Section(
                        "Errors as JSON",
                        List.of("With --errors json or " + Setting.ERRORS.variable() + "=json, each error is a line of"
                                + " JSON on standard error: {\"Error\":{\"Code\":...,\"Exit\":...,\"Machine\":...,\"Message\":...,\"Help\":[...]}}."
                                + " Exit is the exit code, Machine the machine that does not exist, or null, and Help a"
                                + " list of commands. Code is one of these."),
                        errorCodes()));
    }

    private static List<Row> errorCodes() {
        List<Row> rows = new ArrayList<>();
        for (ErrorCode code : ErrorCode.values()) {
            rows.add(new Row(code.text(), code.meaning()));
        }
        rows.add(new Row(ErrorDocument.OTHER, "Any other error"));
        return rows;
    }

    private static List<Section> formatting() {
        return List.of(
                new Section(
                        "Formats",
                        List.of("A format is a template as in Go: text with actions between {{ and }}. \\t and \\n"
                                + " are a tab and a line end. The word json alone is JSON for programs, whose keys are the"
                                + " fields of templates; keys are only ever added, and null is what is not known."),
                        List.of(
                                new Row(
                                        "ls",
                                        "A table; as jm on a terminal it fits the line (--no-trunc: all of it), and states"
                                                + " have colours unless NO_COLOR is set"),
                                new Row("ls --format TEMPLATE", "The template for each machine, on lines of their own"),
                                new Row("ls --format 'table TEMPLATE'", "The same in columns, under headings"),
                                new Row("ls --format json", "All machines as one JSON array"),
                                new Row(
                                        "ls --format '{{json .}}'",
                                        "Each machine as JSON in a line of its own (as jm)"),
                                new Row("inspect --format TEMPLATE", "The template for what inspect prints as JSON"),
                                new Row("inspect --format json", "The same as JSON in one line"),
                                new Row("status --format FORMAT", "json or a template"),
                                new Row("version --format FORMAT", "json or a template"),
                                new Row(
                                        "context ls, driver ls, driver inspect, image ls",
                                        "table or json; the keys are the headings: Name, Kind, LastUsed"),
                                new Row("certs ls, doctor", "table or json; JSON has more than the table"))),
                new Section(
                        "Fields of ls",
                        List.of(),
                        List.of(
                                new Row(".Name", "Name of the machine"),
                                new Row(".Active", "* if DOCKER_HOST is its engine, * (swarm) its Swarm, else -"),
                                new Row(".ActiveHost", "true if DOCKER_HOST is its engine"),
                                new Row(".ActiveSwarm", "true if DOCKER_HOST is its Swarm"),
                                new Row(".DriverName", "Driver"),
                                new Row(".State", "State"),
                                new Row(".URL", "Address of its engine"),
                                new Row(".Swarm", "Name of the master of its classic Swarm"),
                                new Row(".DockerVersion", "Version of its engine"),
                                new Row(".Error", "Why it could not be asked"),
                                new Row(".ResponseTime", "How long the answer took; nanoseconds in JSON"),
                                new Row(".Group", "Group that the machine belongs to (not as docker-machine)"),
                                new Row(".Contexts", "Docker contexts that follow it (not as docker-machine)"),
                                new Row(
                                        ".EngineOptions",
                                        "Options of its engine, as .EngineOptions.Labels; not in JSON, inspect has them"),
                                new Row(
                                        ".SwarmOptions",
                                        "Options of classic Swarm, as .SwarmOptions.Master; not in JSON"))),
                new Section(
                        "What ls asks",
                        List.of(
                                "As jm, a template that shows no more than recorded fields (.Name, .Swarm, .SwarmOptions,"
                                        + " .EngineOptions, .Group, .Contexts) asks nobody, and engines are asked only for"
                                        + " .DockerVersion, .Error and .ResponseTime. JSON and tables have all fields."),
                        List.of()),
                new Section(
                        "Fields of inspect",
                        List.of("The keys of the JSON document: .Name, .DriverName, .Driver.IPAddress,"
                                + " .HostOptions.EngineOptions.Labels and so on."),
                        List.of()),
                new Section("Fields of status", List.of(".Name and .State."), List.of()),
                new Section(
                        "Fields of version",
                        List.of(),
                        List.of(
                                new Row(".Client", "jm: .Version, .Commit, .Form, .Java, .Os, .Arch and .Store"),
                                new Row(
                                        ".Machine",
                                        "The machine that is named: .Name, .DockerVersion and .ApiVersion; null if none"
                                                + " is"))),
                new Section(
                        "Functions",
                        List.of(),
                        List.of(
                                new Row("eq ne lt le gt ge", "Comparisons"),
                                new Row("and or not", "Logic"),
                                new Row("len index slice", "Lists, maps and texts"),
                                new Row("print printf println", "Text"),
                                new Row("html js urlquery", "Escaped text"),
                                new Row("json prettyjson", "A value as JSON"),
                                new Row("lower upper title", "A text in other letters: lower .State"),
                                new Row(
                                        "join",
                                        "The elements of a list as one text: join .EngineOptions.Labels \", \""),
                                new Row("split", "The parts of a text as a list: index (split .URL \":\") 2"),
                                new Row("pad", "A text with blanks before and after it: pad .Name 2 4"),
                                new Row("truncate", "The first characters of a text: truncate .Error 40"))),
                new Section(
                        "As docker-machine",
                        List.of("Called as docker-machine, the functions are those of docker-machine: ls has none of"
                                + " the rows from json on, inspect has json and prettyjson."),
                        List.of()),
                new Section(
                        "Actions",
                        List.of("{{if}}, {{else}}, {{range}}, {{with}}, {{define}}, {{template}} and {{end}}."),
                        List.of()));
    }
}
