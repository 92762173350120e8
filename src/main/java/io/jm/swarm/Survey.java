package io.jm.swarm;

import io.jm.base.JmException;
import io.jm.base.UnexpectedException;
import io.jm.connection.EngineAccess;
import io.jm.driver.Driver;
import io.jm.engine.EngineUrl;
import io.jm.engine.Swarm;
import io.jm.engine.SwarmClient;
import io.jm.engine.SwarmInfo;
import io.jm.lifecycle.FanOut;
import io.jm.lifecycle.Machines;
import io.jm.machine.Machine;
import io.jm.store.MachineStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Timer;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Asks the engines of machines for their places in swarms, several at the same time.
 *
 * @param answers what they answered, in the order of the machines
 * @param views what the managers among them see, in the same order
 * @param engines the engines that answered, by their machines
 */
record Survey(List<Answer> answers, List<View> views, Map<String, SwarmClient> engines) {
    /** The key under which the drivers of docker-machine record a second address. */
    private static final String PRIVATE_ADDRESS = "PrivateIPAddress";

    /** Where surveys find machines. */
    record Source(MachineStore store, Machines machines, Timer timer) {}

    static Survey of(List<String> names, Source source) {
        return of(names, source, SwarmClient.QUERY);
    }

    /**
     * As the other method.
     *
     * @param timeout the maximum time of the first answer of an engine
     */
    static Survey of(List<String> names, Source source, Duration timeout) {
        Map<String, Answer> answers = new ConcurrentHashMap<>();
        Map<String, View> views = new ConcurrentHashMap<>();
        Map<String, SwarmClient> engines = new ConcurrentHashMap<>();
        FanOut.run(names, name -> {
            Answer answer = ask(name, source, timeout, engines);
            answers.put(name, answer);
            View view = view(answer, engines.get(name));
            if (view != null) {
                views.put(name, view);
            }
        });
        List<Answer> inOrder = new ArrayList<>();
        List<View> seen = new ArrayList<>();
        for (String name : names) {
            inOrder.add(Objects.requireNonNull(answers.get(name)));
            if (views.containsKey(name)) {
                seen.add(Objects.requireNonNull(views.get(name)));
            }
        }
        return new Survey(inOrder, seen, engines);
    }

    private static Answer ask(String name, Source source, Duration timeout, Map<String, SwarmClient> engines) {
        String address = "";
        try {
            Machine machine = source.store().load(name);
            EngineAccess access;
            String privateAddress;
            // a plugin does not wait for the engine
            try (Driver driver = source.machines().open(machine)) {
                String url = driver.url();
                if (url.isEmpty()) {
                    throw new SwarmException("its driver returned no URL");
                }
                address = EngineUrl.of(url).host();
                access = EngineAccess.of(source.store().layout(), machine, driver, url);
                privateAddress = driver.config().path(PRIVATE_ADDRESS).asText("");
            }
            SwarmClient engine = new SwarmClient(access.address(), access.tls(), source.timer());
            SwarmInfo info = engine.info(timeout);
            engines.put(name, engine);
            return new Answer(name, address, privateAddress, info, "");
        } catch (RuntimeException | StackOverflowError e) {
            return Answer.none(name, address, UnexpectedException.of(e).getMessage());
        }
    }

    private static @Nullable View view(Answer answer, @Nullable SwarmClient engine) {
        if (engine == null || !answer.isManager()) {
            return null;
        }
        try {
            Swarm swarm = engine.swarm();
            return new View(answer.machine(), swarm.id(), swarm.cluster(), engine.nodes());
        } catch (JmException e) {
            // without a leader managers see nothing
            return null;
        }
    }

    /** Returns the part of some of the machines. */
    Survey only(List<String> machines) {
        return new Survey(
                answers.stream()
                        .filter(answer -> machines.contains(answer.machine()))
                        .toList(),
                views.stream().filter(view -> machines.contains(view.machine())).toList(),
                engines);
    }

    /** Returns the answer of a machine of the survey. */
    Answer answer(String machine) {
        return answers.stream()
                .filter(answer -> answer.machine().equals(machine))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the engine of a machine that answered. */
    SwarmClient engine(String machine) {
        return Objects.requireNonNull(engines.get(machine));
    }

    /** Returns the managers of the same swarm that answered. */
    List<Seat> managers(View swarm) {
        List<Seat> managers = new ArrayList<>();
        for (View view : views) {
            if (view.swarmId().equals(swarm.swarmId())) {
                managers.add(new Seat(view.machine(), engine(view.machine())));
            }
        }
        return managers;
    }
}
