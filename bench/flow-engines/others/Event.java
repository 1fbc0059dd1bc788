/** A span as beans are: for engines that read those. */
public class Event {
    public long time;
    public String order = "";
    public String step = "";
    public String service = "";
    public String route = "";

    public Event() {}

    Event(Load.Span span) {
        time = span.timeNanos() / 1_000_000;
        order = span.order();
        step = span.step();
        service = span.service();
        route = span.route();
    }

    public long getTime() {
        return time;
    }

    public String getOrderId() {
        return order;
    }

    public String getStep() {
        return step;
    }

    public String getService() {
        return service;
    }

    public String getRoute() {
        return route;
    }
}
