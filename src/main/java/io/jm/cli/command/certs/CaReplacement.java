package io.jm.cli.command.certs;

import io.jm.base.ErrorCode;
import io.jm.base.JmException;
import io.jm.cli.Consent;
import io.jm.cli.Context;
import io.jm.go.text.NaturalOrder;
import io.jm.lifecycle.AuthorityRotation;
import io.jm.machine.StoreLayout;
import io.jm.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Replaces the CA of the store after a question, and reports the machines that are left. */
record CaReplacement(Context context, boolean yes) {
    /**
     * Rotates the CA, or goes on with a rotation that was interrupted.
     *
     * @throws JmException with a line for each machine that still uses the former CA
     */
    void run() {
        AuthorityRotation rotation = context.authorityRotation();
        boolean goesOn = rotation.isUnderWay();
        List<String> machines = rotation.restarting(rotation.affected());
        if (!yes && !machines.isEmpty() && !isAllowed(goesOn, machines)) {
            return;
        }
        Map<String, JmException> left = rotation.run();
        StoreLayout layout = context.store().layout();
        if (left.isEmpty()) {
            context.console()
                    .result("The CA of the store is " + layout.caCert() + ", and no machine uses the former one");
            return;
        }
        Map<String, JmException> sorted = new TreeMap<>(new NaturalOrder());
        sorted.putAll(left);
        List<JmException> failures = new ArrayList<>();
        sorted.forEach((name, error) ->
                failures.add(error.within("\"" + Printable.line(name) + "\" still uses the former CA")));
        failures.add(new JmException(
                "The former CA is kept in " + layout.certs() + " for them. Go on with: "
                        + context.environment().program() + " certs renew --rotate-ca",
                ErrorCode.CERTIFICATE,
                null));
        throw JmException.ofAll(failures);
    }

    private boolean isAllowed(boolean goesOn, List<String> machines) {
        return Consent.given(
                context.console(),
                (goesOn ? "The replacement of the CA goes on." : "The store gets another CA.")
                        + " These engines will restart twice, which may stop containers: "
                        + Printable.line(String.join(", ", machines)) + ". Go on?",
                "-y");
    }
}
