package io.jm.inventory;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.base.UnexpectedException;
import io.jm.console.Console;
import io.jm.driver.Driver;
import io.jm.driver.MachineState;
import io.jm.drivers.MachineDrivers;
import io.jm.engine.EngineClient;
import io.jm.go.text.NaturalOrder;
import io.jm.machine.ExtrasFile;
import io.jm.machine.Machine;
import io.jm.os.Environment;
import io.jm.os.Setting;
import io.jm.store.MachineStore;
import io.jm.store.NoSuchMachineException;
import io.jm.store.UnreadableDocumentException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** The machines of the store, for {@code ls} and {@code active}. */
public final class Listing {
    private final MachineStore store;
    private final MachineDrivers drivers;
    private final EngineClient engine;
    private final AnswerLimits limits;
    private final Console console;
    private final Ticker ticker;
    private final String dockerHost;

    /**
     * Lists the machines of a store.
     *
     * @param environment tells the engine that the user's client is set to ({@code DOCKER_HOST})
     */
    public Listing(
            MachineStore store,
            MachineDrivers drivers,
            EngineClient engine,
            AnswerLimits limits,
            Console console,
            Environment environment,
            Ticker ticker) {
        this.store = store;
        this.drivers = drivers;
        this.engine = engine;
        this.limits = limits;
        this.console = console;
        this.ticker = ticker;
        this.dockerHost = environment.get(Setting.DOCKER_HOST);
    }

    /**
     * Some of the machines, in the byte order of their names.
     *
     * @param machines those that could be read
     * @param unreadable the rows of the others
     */
    public record Selection(List<Machine> machines, List<MachineRow> unreadable, SwarmMasters masters) {
        /** Returns those of these names. */
        public Selection only(Collection<String> names) {
            return new Selection(
                    machines.stream()
                            .filter(machine -> names.contains(machine.name()))
                            .toList(),
                    unreadable.stream()
                            .filter(row -> names.contains(row.name()))
                            .toList(),
                    masters);
        }
    }

    /** The machines that match; those that cannot be read only need to match by name. */
    public Selection select(ListFilter filter) {
        List<Machine> readable = new ArrayList<>();
        List<MachineRow> unreadable = new ArrayList<>();
        for (String name : store.names()) {
            try {
                if (filter.matchesGroup(store.layout(), name)) {
                    readable.add(store.load(name));
                }
            } catch (NoSuchMachineException e) {
                // Someone removed it since its name was read.
                continue;
            } catch (UnreadableDocumentException e) {
                unreadable.add(MachineRow.unreadable(name, e.reason()));
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                unreadable.add(
                        MachineRow.unreadable(name, UnexpectedException.of(e).getMessage()));
            }
        }
        SwarmMasters masters = new SwarmMasters(readable);
        List<Machine> matching = new ArrayList<>();
        for (Machine machine : readable) {
            if (filter.matchesRecord(machine, masters)) {
                matching.add(machine);
            }
        }
        unreadable.removeIf(row -> !filter.matchesName(row.name()));
        return new Selection(filter.asksForState() ? inState(matching, filter) : matching, unreadable, masters);
    }

    /** Asks every machine of the selection at once; the rows are in natural order. */
    public List<MachineRow> rows(Selection selection) {
        return rows(selection, RowDetail.ENGINE);
    }

    /** As above, with no more than these details. */
    public List<MachineRow> rows(Selection selection, RowDetail detail) {
        RowQuery query = query(selection.masters);
        if (detail == RowDetail.RECORD) {
            return sorted(
                    selection, selection.machines.stream().map(query::ofRecord).toList());
        }
        return sorted(
                selection, ask(selection.machines, detail == RowDetail.ENGINE ? query::ask : query::askDriverOnly));
    }

    /** Returns the rows with what jm records in the file jm.json of each machine. */
    public List<MachineRow> withExtras(List<MachineRow> rows) {
        return rows.stream()
                .map(row -> row.withExtras(new ExtrasFile(store.layout().extras(row.name()))))
                .toList();
    }

    /**
     * The name of the machine that {@code DOCKER_HOST} points at.
     *
     * @throws JmException if there is none, or if a machine that might be it did not answer in time
     */
    public String active() {
        Selection all = select(new ListFilter(List.of()));
        if (dockerHost.isEmpty()) {
            throw new JmException("No active host found");
        }
        RowQuery query = query(all.masters);
        boolean late = false;
        for (MachineRow row : sorted(all, ask(all.machines, query::askDriverOnly))) {
            if (row.activeHost() || row.activeSwarm()) {
                return row.name();
            }
            late |= row.state() == MachineState.TIMEOUT;
        }
        // only for the message: docker-machine reports a timeout as soon as one engine does not answer
        for (MachineRow row : late ? List.<MachineRow>of() : rows(all)) {
            late |= row.state() == MachineState.TIMEOUT;
        }
        throw new JmException(late ? "Error getting active host: timeout" : "No active host found");
    }

    private RowQuery query(SwarmMasters masters) {
        ActiveCheck active = new ActiveCheck(dockerHost);
        return new RowQuery(drivers, engine, store.layout(), active, masters, limits, ticker);
    }

    private List<MachineRow> ask(List<Machine> machines, Function<Machine, MachineRow> question) {
        List<MachineRow> rows = new AtOnce<>(
                        machines,
                        question,
                        (machine, failure) -> MachineRow.unreadable(machine.name(), failure.getMessage()),
                        limits.machine(),
                        drivers::startsProcess)
                .all();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i) == null) {
                rows.set(i, MachineRow.timedOut(machines.get(i), limits.machine()));
            }
        }
        return rows;
    }

    private static List<MachineRow> sorted(Selection selection, List<MachineRow> rows) {
        List<MachineRow> all = new ArrayList<>(rows);
        all.addAll(selection.unreadable);
        NaturalOrder order = new NaturalOrder();
        all.sort((left, right) -> order.compare(left.name(), right.name()));
        return all;
    }

    private List<Machine> inState(List<Machine> machines, ListFilter filter) {
        List<MachineState> states =
                new AtOnce<>(machines, this::state, this::unknownState, limits.machine(), drivers::startsProcess).all();
        List<Machine> matching = new ArrayList<>();
        for (int i = 0; i < machines.size(); i++) {
            MachineState state = states.get(i);
            if (filter.matchesState(state == null ? MachineState.TIMEOUT : state)) {
                matching.add(machines.get(i));
            }
        }
        return matching;
    }

    private MachineState state(Machine machine) {
        try (Driver driver = drivers.openInBulk(machine, limits.driver())) {
            return driver.state();
        } catch (JmException e) {
            return unknownState(machine, e);
        }
    }

    private MachineState unknownState(Machine machine, JmException failure) {
        console.warn(failure.getMessage());
        return MachineState.ERROR;
    }
}
