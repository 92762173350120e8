package io.jm.ssh;

import io.jm.console.Console;
import net.schmizz.sshj.common.LoggerFactory;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPLogger;

/**
 * Prints sshj's log messages about the connection as debug output. Other loggers of sshj are disabled: they log
 * commands and packets, which may contain secrets.
 */
final class SshjLog implements LoggerFactory {
    private final Console console;

    SshjLog(Console console) {
        this.console = console;
    }

    @Override
    public Logger getLogger(String name) {
        boolean harmless = name.endsWith(".TransportImpl") || name.endsWith(".KeyExchanger");
        return harmless && console.debugging() ? new ConsoleLogger(console) : NOPLogger.NOP_LOGGER;
    }

    @Override
    public Logger getLogger(Class<?> type) {
        return getLogger(type.getName());
    }

    private static final class ConsoleLogger extends LegacyAbstractLogger {
        private static final long serialVersionUID = 1L;

        private final transient Console console;

        ConsoleLogger(Console console) {
            this.console = console;
        }

        @Override
        public boolean isTraceEnabled() {
            return false;
        }

        @Override
        public boolean isDebugEnabled() {
            return false;
        }

        @Override
        public boolean isInfoEnabled() {
            return true;
        }

        @Override
        public boolean isWarnEnabled() {
            return true;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }

        @Override
        protected String getFullyQualifiedCallerName() {
            return "";
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level, Marker marker, String message, Object[] arguments, Throwable throwable) {
            // on one line, or a server could forge log lines
            console.debug("ssh: " + PeerReason.line(MessageFormatter.basicArrayFormat(message, arguments)));
        }
    }
}
