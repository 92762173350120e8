package io.jm.drivers;

import io.jm.driver.DriverName;
import io.jm.os.Environment;
import io.jm.os.Setting;
import io.jm.plugin.DriverPrograms;

/** For which drivers the user prefers a program of that name over the one inside jm. */
final class PluginPreference {
    private static final String ALL = "all";

    private PluginPreference() {}

    /**
     * Returns whether {@link Setting#PREFER_PLUGIN} names the driver; {@code all} means those for which there is a program.
     */
    static boolean isFor(DriverName driver, Environment environment) {
        String preferred = environment.get(Setting.PREFER_PLUGIN);
        if (preferred.isEmpty() || environment.startedAsPlugin()) {
            // as a plugin, jm may be that program itself
            return false;
        }
        for (String name : preferred.split(",")) {
            String wanted = name.strip();
            if (wanted.equals(driver.text()) || wanted.equals(ALL) && new DriverPrograms(environment).serves(driver)) {
                return true;
            }
        }
        return false;
    }
}
