package io.jm.lifecycle;

import io.jm.machine.Machine;
import io.jm.provision.MachineCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The certificates as they are now, without making any.
 *
 * @param machine whose certificates
 */
record RehearsedCertificates(Machine machine) implements MachineCertificates {
    private static final String TO_BE_MADE = "(made when it is done for real)\n";

    @Override
    public Issued issue() {
        return new Issued(
                read(machine.auth().caCertPath()),
                read(machine.auth().serverCertPath()),
                read(machine.auth().serverKeyPath()));
    }

    private static String read(String file) {
        try {
            return file.isEmpty() ? TO_BE_MADE : Files.readString(Path.of(file));
        } catch (IOException e) {
            return TO_BE_MADE;
        }
    }
}
