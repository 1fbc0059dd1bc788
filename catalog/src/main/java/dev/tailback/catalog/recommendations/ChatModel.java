package dev.tailback.catalog.recommendations;

/** The chat model that is asked. */
interface ChatModel {
    /** As {@code gen_ai.provider.name} has it. */
    String provider();

    String name();

    /** What it answers is text that nobody has checked. */
    ChatAnswer ask(Question question) throws ModelFailure;
}
