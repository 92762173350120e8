package io.jm.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.ErrorCode;
import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.go.json.GoJsonWriter;
import io.jm.store.NoSuchMachineException;
import io.jm.text.Printable;
import org.jspecify.annotations.Nullable;

/** An error as JSON in one line, for programs: {@code {"Error":{"Code":…,"Exit":…,"Machine":…,"Message":…,"Help":[…]}}}. */
final class ErrorDocument {
    /** The code of an error of no kind. */
    static final String OTHER = "error";

    private ErrorDocument() {}

    /**
     * Returns a line for each failure.
     *
     * @param program the program as the user called it
     * @param machine the machine that the command was about; null if unknown, or if there were several
     */
    static String of(JmException failure, String program, @Nullable String machine) {
        StringBuilder lines = new StringBuilder();
        for (JmException one : failure.each()) {
            lines.append(lines.isEmpty() ? "" : "\n").append(line(one, failure.exitCode(), program, machine));
        }
        return lines.toString();
    }

    private static String line(JmException failure, ExitCode exit, String program, @Nullable String machine) {
        NoSuchMachineException missing = cause(failure, NoSuchMachineException.class);
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode error = document.putObject("Error")
                .put("Code", code(failure))
                .put("Exit", exit.value())
                .put("Machine", missing == null ? machine : missing.machine())
                .put("Message", failure.getMessage());
        ArrayNode help = error.putArray("Help");
        if (missing != null) {
            help.add(program + " ls");
        } else if (failure.errorCode() == ErrorCode.USAGE) {
            help.add(program + " help");
        } else if (machine != null && isFoundByDoctor(failure.errorCode())) {
            help.add(program + " doctor " + machine);
        }
        return Printable.json(GoJsonWriter.compact(document));
    }

    private static boolean isFoundByDoctor(@Nullable ErrorCode code) {
        if (code == null) {
            return false;
        }
        return switch (code) {
            case DRIVER, SSH, HOST_KEY, TLS, ENGINE, CERTIFICATE -> true;
            default -> false;
        };
    }

    private static String code(JmException failure) {
        ErrorCode code = failure.errorCode();
        return code == null ? OTHER : code.text();
    }

    private static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> type) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return type.cast(at);
            }
        }
        return null;
    }
}
