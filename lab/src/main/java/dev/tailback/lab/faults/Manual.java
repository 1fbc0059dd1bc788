package dev.tailback.lab.faults;

import java.util.List;

/** What people have to know of a fault; help, HTTP and errors all read it here. */
public record Manual(String fault, String does, List<Parameter> parameters) {
    public Manual {
        parameters = List.copyOf(parameters);
    }

    public Manual(String fault, String does, Parameter... parameters) {
        this(fault, does, List.of(parameters));
    }

    List<String> parameterNames() {
        return parameters.stream().map(Parameter::name).toList();
    }
}
