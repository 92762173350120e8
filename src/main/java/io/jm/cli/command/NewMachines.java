package io.jm.cli.command;

import io.jm.base.JmException;
import io.jm.cli.Context;
import io.jm.lifecycle.FanOut;
import java.util.ArrayList;
import java.util.List;

/** Creates several machines with the same options at the same time. One that fails does not stop the others. */
final class NewMachines {
    private final Context context;
    private final CreateRequest request;

    NewMachines(Context context, CreateRequest request) {
        this.context = context;
        this.request = request;
    }

    /**
     * Creates the machines.
     *
     * @throws JmException before anything is created if a name is taken or the driver refuses the first machine; else
     *     with lines for each machine that failed
     */
    void create(List<String> names) {
        NewMachine plain = new NewMachine(context, request, context.creation());
        List<String> missing = new ArrayList<>(names);
        missing.removeIf(plain::exists);
        if (!request.additions().ifNotExists() && missing.size() < names.size()) {
            List<String> taken = new ArrayList<>(names);
            taken.removeAll(missing);
            throw new JmException("These machines exist already: " + String.join(", ", taken)
                    + ". Nothing was created; --if-not-exists creates the others");
        }
        if (!missing.isEmpty()) {
            // all have the same options
            plain.check(missing.get(0));
            if (!request.additions().adopted()) {
                prepareCertificates();
            }
        }
        FanOut.run(names, request.additions().parallel(), name -> create(name, names));
    }

    /** Once, and not by each of the machines at the same time. */
    private void prepareCertificates() {
        try {
            context.localCertificates().ensure();
        } catch (JmException e) {
            throw e.within("Error generating certificates");
        }
    }

    private void create(String name, List<String> names) {
        OneOfMany.run(context, name, names, own -> new NewMachine(own, request, own.creation(false)).create(name));
    }
}
