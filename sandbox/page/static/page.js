// What the page does in the browser itself: focus, scrolling, arrow keys, light and dark. The rest comes from Python.
(() => {
  const remembered = "local-slack-theme";
  const themes = ["auto", "light", "dark"];

  function wear(theme) {
    if (theme === "auto") document.documentElement.removeAttribute("data-theme");
    else document.documentElement.dataset.theme = theme;
  }
  wear(localStorage.getItem(remembered) || "auto");

  const Theme = {
    mounted() {
      this.el.addEventListener("click", () => {
        const now = localStorage.getItem(remembered) || "auto";
        const next = themes[(themes.indexOf(now) + 1) % themes.length];
        localStorage.setItem(remembered, next);
        wear(next);
        this.say(next);
      });
      this.say(localStorage.getItem(remembered) || "auto");
    },
    say(theme) {
      const words = { auto: "Light or dark: as your system", light: "Light", dark: "Dark" };
      this.el.querySelector(".label").textContent = words[theme];
      this.el.setAttribute("aria-label", words[theme]);
    },
  };

  // Keeps the newest message in sight, unless somebody scrolled up to read.
  const Bottom = {
    mounted() {
      this.talk = this.el.dataset.talk;
      this.near = true;
      this.el.addEventListener("scroll", () => {
        this.near = this.el.scrollHeight - this.el.scrollTop - this.el.clientHeight < 80;
      });
      this.down();
      // Pictures make the list longer after it was drawn.
      this.el.addEventListener("load", () => this.near && this.down(), true);
    },
    updated() {
      if (this.el.dataset.talk !== this.talk) {
        this.talk = this.el.dataset.talk;
        this.near = true;
      }
      if (this.near) this.down();
    },
    down() {
      this.el.scrollTop = this.el.scrollHeight;
    },
  };

  // A modal: the browser's own dialog keeps the focus inside; Escape closes it as Slack does.
  const Window = {
    mounted() {
      this.opener = document.activeElement;
      this.el.removeAttribute("open");
      this.el.showModal();
      this.el.addEventListener("cancel", (event) => {
        event.preventDefault();
        this.pushEvent("close", {});
      });
      this.el.addEventListener("submit", () => (this.sent = true));
      this.watcher = new MutationObserver(() => this.point());
      this.watcher.observe(this.el, { subtree: true, childList: true, attributeFilter: ["aria-invalid", "class"] });
      this.view = this.el.dataset.view;
      this.enter();
    },
    updated() {
      if (!this.el.open) this.el.showModal();
      if (this.el.dataset.view !== this.view) {
        this.view = this.el.dataset.view;
        this.enter();
      }
    },
    // After a submit that was refused: to the first field with something wrong.
    point() {
      const wrong = this.sent && this.el.querySelector("[aria-invalid=true], [data-wrong=true] input:not([type=hidden]), [role=alert]");
      if (!wrong || this.el.querySelector("form").classList.contains("phx-submit-loading")) return;
      this.sent = false;
      wrong.focus();
    },
    destroyed() {
      this.watcher.disconnect();
      const back = this.opener && this.opener.isConnected && this.opener !== document.body ? this.opener : null;
      (back || document.getElementById("text-talk") || document.body).focus();
    },
    enter() {
      this.sent = false;
      const body = this.el.querySelector("#window-body");
      body.scrollTop = 0;
      const first = body.querySelector("input:not([type=hidden]), textarea, select");
      (first || body).focus({ preventScroll: true });
    },
  };

  // Arrow keys over a list of options that stands under a text box.
  class Options {
    constructor(box, list, choose) {
      this.box = box;
      this.list = list;
      this.choose = choose;
      this.at = -1;
      list.addEventListener("mousedown", (event) => event.preventDefault());
      list.addEventListener("click", (event) => {
        const option = event.target.closest("[role=option]");
        if (option) choose(option);
      });
    }
    shown() {
      return [...this.list.querySelectorAll("[role=option]:not([hidden])")];
    }
    open() {
      return !this.list.hidden && this.shown().length > 0;
    }
    show(wanted) {
      this.list.hidden = !wanted;
      this.box.setAttribute("aria-expanded", String(wanted && this.shown().length > 0));
      this.mark(wanted && this.shown().length ? 0 : -1);
    }
    mark(at) {
      this.at = at;
      this.shown().forEach((option, number) => {
        option.setAttribute("aria-selected", String(number === at));
        if (number === at) option.scrollIntoView({ block: "nearest" });
      });
      const chosen = this.shown()[at];
      if (chosen && chosen.id) this.box.setAttribute("aria-activedescendant", chosen.id);
      else this.box.removeAttribute("aria-activedescendant");
    }
    // Whether the key was meant for the list.
    key(event) {
      if (!this.open()) return false;
      const count = this.shown().length;
      if (event.key === "ArrowDown") this.mark((this.at + 1) % count);
      else if (event.key === "ArrowUp") this.mark((this.at + count - 1) % count);
      else if (event.key === "Enter" || (event.key === "Tab" && this.at >= 0)) this.choose(this.shown()[Math.max(0, this.at)]);
      else if (event.key === "Escape") this.show(false);
      else return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    }
  }

  const Combobox = {
    mounted() {
      this.box = this.el.querySelector("[role=combobox]");
      this.list = this.el.querySelector("[role=listbox]");
      this.options = new Options(this.box, this.list, (option) => {
        this.pushEvent("pick", {
          at: option.getAttribute("phx-value-at"),
          block: option.getAttribute("phx-value-block"),
          action: option.getAttribute("phx-value-action"),
          choice: option.getAttribute("phx-value-choice"),
        });
        this.box.value = option.dataset.label || option.textContent.trim();
        this.options.show(false);
      });
      this.box.addEventListener("keydown", (event) => this.options.key(event));
      this.box.addEventListener("blur", () => this.options.show(false));
    },
    updated() {
      this.options.show(document.activeElement === this.box && this.options.shown().length > 0);
    },
  };

  // Files are read here and told of one by one: a form of this page sends words only.
  const FileInput = {
    mounted() {
      this.el.addEventListener("change", (event) => {
        event.stopPropagation();
        this.tell(event.target);
      });
    },
    async tell(input) {
      const { at, block, action, most } = this.el.dataset;
      const chosen = [...input.files];
      input.value = "";
      for (const file of chosen) {
        const data = file.size > Number(most) ? "" : await this.read(file);
        this.pushEvent("attach", { at, block, action, name: file.name, size: file.size, data });
      }
    },
    read(file) {
      return new Promise((done, failed) => {
        const reader = new FileReader();
        reader.onload = () => done(reader.result.split(",")[1] || "");
        reader.onerror = () => failed(reader.error);
        reader.readAsDataURL(file);
      });
    },
  };

  const Composer = {
    mounted() {
      this.box = this.el.querySelector("textarea");
      const list = this.el.querySelector("[role=listbox]");
      if (list) {
        this.options = new Options(this.box, list, (option) => {
          this.box.value = option.dataset.insert;
          this.options.show(false);
          this.box.focus();
        });
      }
      this.box.addEventListener("input", () => this.offer());
      this.box.addEventListener("blur", () => this.options && this.options.show(false));
      this.box.addEventListener("keydown", (event) => {
        if (this.options && this.options.key(event)) return;
        if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
          event.preventDefault();
          this.el.requestSubmit();
        }
      });
      this.el.addEventListener("submit", () => setTimeout(() => {
        this.box.value = "";
        this.offer();
      }, 0));
    },
    offer() {
      if (!this.options) return;
      const typed = this.box.value;
      const all = [...this.options.list.querySelectorAll("[role=option]")];
      const whole = all.some((option) => option.dataset.insert.trim() === typed);
      const wanted = /^\/\S*$/.test(typed) && !whole;
      for (const option of all) option.hidden = !option.dataset.insert.startsWith(typed);
      this.options.show(wanted && this.options.shown().length > 0);
    },
  };

  window.Hooks = { Theme, Bottom, Window, Combobox, FileInput, Composer };
})();
