package io.jm.cli.command;

import io.jm.cli.CommandOptions;
import io.jm.cli.Context;
import io.jm.fleet.Fleet;
import io.jm.fleet.GivenOption;
import io.jm.os.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What {@code create} would be asked for, for the machines of a file; machines with the same options share it. */
final class FleetRequests {
    private final Context context;
    private final Fleet fleet;
    private final Map<List<Object>, CreateRequest> made = new ConcurrentHashMap<>();

    FleetRequests(Context context, Fleet fleet) {
        this.context = context;
        this.fleet = fleet;
    }

    /** Returns what is asked for; variables of the driver hold for options that the file does not have. */
    CreateRequest of(Fleet.Wanted wanted) {
        return made.computeIfAbsent(List.of(wanted.driver(), wanted.options()), key -> request(wanted));
    }

    private CreateRequest request(Fleet.Wanted wanted) {
        List<String> arguments = new ArrayList<>();
        arguments.add("--driver=" + wanted.driver());
        wanted.options().forEach((name, given) -> add(arguments, name, given));
        arguments.add("--group=" + fleet.group());
        if (fleet.context()) {
            arguments.add("--context");
        }
        // one whose creation failed half-way is finished
        arguments.add("--if-not-exists");
        CreateCommand create = new CreateCommand(context);
        CommandOptions.fill(create, arguments, context.environment());
        return create.request();
    }

    private void add(List<String> arguments, String name, GivenOption given) {
        for (String value : given.values()) {
            arguments.add("--" + name + "=" + expanded(value, context.environment()));
        }
    }

    /** Returns a value of the file as a shell would have given it to {@code create}: it replaces the tilde. */
    static String expanded(String value, Environment environment) {
        String home = environment.home();
        return value.startsWith("~/") && home != null ? home + value.substring(1) : value;
    }
}
