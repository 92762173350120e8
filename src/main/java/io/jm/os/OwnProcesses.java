package io.jm.os;

import java.util.List;
import java.util.Optional;

/** Finds processes of this user by what they were started with, which no other process can have by chance. */
public final class OwnProcesses {
    private OwnProcesses() {}

    /** Returns the pids of the other processes that this user started with exactly this argument; Linux and macOS only. */
    public static List<Long> withArgument(String argument) {
        ProcessHandle self = ProcessHandle.current();
        Optional<String> user = self.info().user();
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != self.pid())
                .filter(process -> process.info().user().equals(user))
                .filter(process -> process.info()
                        .arguments()
                        .map(arguments -> List.of(arguments).contains(argument))
                        .orElse(false))
                .map(ProcessHandle::pid)
                .toList();
    }
}
