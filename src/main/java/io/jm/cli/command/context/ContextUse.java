package io.jm.cli.command.context;

import io.jm.cli.Context;
import io.jm.lifecycle.Contexts;
import io.jm.os.Setting;

/** Changes docker's current context. */
final class ContextUse {
    private final Context context;
    private final Contexts contexts;

    ContextUse(Context context, Contexts contexts) {
        this.context = context;
        this.contexts = contexts;
    }

    /** Makes a context the current one, and reports on standard error if docker uses another one nevertheless. */
    void use(String name) {
        contexts.use(name);
        context.console().info("docker's current context is \"" + name + "\" now.");
        for (Setting setting : new Setting[] {Setting.DOCKER_HOST, Setting.DOCKER_CONTEXT}) {
            String value = context.environment().get(setting);
            if (!value.isEmpty() && !value.equals(name)) {
                context.console()
                        .error("docker does not use it in this shell, because the variable " + setting.variable()
                                + " is set.");
                return;
            }
        }
    }
}
