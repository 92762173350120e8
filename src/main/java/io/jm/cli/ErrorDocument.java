package io.jm.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.CancelledException;
import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.base.UnexpectedException;
import io.jm.base.UsageException;
import io.jm.driver.DriverNotFoundException;
import io.jm.go.json.GoJsonWriter;
import io.jm.os.LockDeniedException;
import io.jm.ssh.SshException;
import io.jm.store.NoSuchMachineException;
import io.jm.store.UnreadableDocumentException;
import io.jm.text.Printable;
import org.jspecify.annotations.Nullable;

/** An error as JSON in one line, for programs: {@code {"Error":{"Code":…,"Exit":…,"Machine":…,"Message":…,"Help":[…]}}}. */
final class ErrorDocument {
    private ErrorDocument() {}

    /**
     * Returns a line for each failure.
     *
     * @param program the program as the user called it
     */
    static String of(JmException failure, String program) {
        StringBuilder lines = new StringBuilder();
        for (JmException one : failure.each()) {
            lines.append(lines.isEmpty() ? "" : "\n").append(line(one, failure.exitCode(), program));
        }
        return lines.toString();
    }

    private static String line(JmException failure, ExitCode exit, String program) {
        NoSuchMachineException missing = cause(failure, NoSuchMachineException.class);
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode error = document.putObject("Error")
                .put("Code", code(failure, exit))
                .put("Exit", exit.value())
                .put("Machine", missing == null ? null : missing.machine())
                .put("Message", failure.getMessage());
        ArrayNode help = error.putArray("Help");
        if (missing != null) {
            help.add(program + " ls");
        } else if (cause(failure, UsageException.class) != null) {
            help.add(program + " help");
        }
        return Printable.json(GoJsonWriter.compact(document));
    }

    private static String code(JmException failure, ExitCode exit) {
        if (exit.equals(ExitCode.PRE_CREATE_FAILED)) {
            return "pre-create";
        }
        for (Throwable at = failure; at != null; at = at.getCause()) {
            String code = codeOf(at);
            if (!code.isEmpty()) {
                return code;
            }
        }
        return "error";
    }

    private static String codeOf(Throwable failure) {
        if (failure instanceof UsageException) return "usage";
        if (failure instanceof NoSuchMachineException) return "no-such-machine";
        if (failure instanceof DriverNotFoundException) return "driver-not-found";
        if (failure instanceof SshException) return "ssh";
        if (failure instanceof UnreadableDocumentException) return "store";
        if (failure instanceof LockDeniedException) return "locked";
        if (failure instanceof CancelledException) return "cancelled";
        return failure instanceof UnexpectedException ? "bug" : "";
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
